# Two commands do everything on a bare Debian 12 with Go: make run, make test.

# The flags of every build, here and nowhere else: test keeps the toolkit from
# reading the fonts of the system beside our own. Changing them rebuilds the
# toolkit, which takes minutes.
export GOFLAGS := -buildvcs=false -tags=x11,migrated_fynedo,no_emoji,test -trimpath

TO_BUILD := gcc libc6-dev pkg-config libgl1-mesa-dev xorg-dev libwayland-dev libxkbcommon-dev
TO_RUN   := libgl1-mesa-dri
TO_PACK  := lintian debootstrap systemd-container
TO_TEST  := xvfb x11-utils xdotool imagemagick zbar-tools nginx-light libnginx-mod-nchan postgresql systemd matchbox-window-manager espeak-ng
ARGS     ?=
BENCHES  := ./catalog/shelf ./catalog/edition ./kiosk/ink

.PHONY: run test build check bench demo shots gallery font crash trouble soak staff-window hostile lint strokes deb deb-check deps deps-test deps-deb

run: build
	@if [ -n "$$DISPLAY" ]; then ./mingbai $(ARGS); else \
	echo "make run: there is no display, so every page is drawn into shots/ instead"; \
	./mingbai gallery -out shots; fi

build: deps
	@echo "building (the first time takes some minutes)"
	go build -o mingbai .

test: deps-test build
	go vet ./...
	go vet .ci/bench/*.go
	go vet ./.ci/bench/toolkit
	go vet .ci/trouble/*.go
	go vet .ci/hostile/*.go
	CGO_ENABLED=0 go test ./ui/...
	go test -race $$(go list ./... | grep -v '/ui\b')
	.ci/window ./mingbai
	go run .ci/hostile/*.go ./mingbai 1

# check is what takes too long for every change.
check: test lint strokes crash trouble staff-window hostile deb-check
	go test -count=1 ./kiosk/ink

# soak lets a month pass in half an hour, or its share in SOAK, and draws
# soak.png. Continuous integration has five minutes of it.
SOAK ?= 30m
soak: deps-test build
	go run .ci/trouble/*.go -soak $(SOAK) ./mingbai

# hostile is a keyboard that somebody plugs in, for a minute; make test sends
# every key once with each set of modifiers.
hostile: deps-test build
	go run .ci/hostile/*.go ./mingbai 60

# lint looks for what compiles and is wrong, and for what is known to be
# vulnerable, where that list can be fetched. Functions of tests may return what
# reads best in them.
lint:
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 -checks inherit,-ST1008,-SA9005 ./...
	@go run golang.org/x/vuln/cmd/govulncheck@v1.1.4 ./... || { \
	getent hosts vuln.go.dev >/dev/null && exit 1; echo "the list of vulnerabilities cannot be reached: not looked at"; }

# trouble breaks the kiosk in every way that halls know, and measures how long
# it is until its screen works again.
trouble: deps-test build
	go run .ci/trouble/*.go ./mingbai

# staff-window drives the screens of staff; it waits until a session is locked.
staff-window: deps-test build
	.ci/staffwindow ./mingbai

# crash kills whatever writes, a thousand times each, and then cuts the power of
# the disk beneath a kiosk. That needs root and a loop device; elsewhere it says
# so and goes on.
crash:
	MINGBAI_KILLS=1000 go test -count=1 -run Kill -timeout 60m ./catalog/... ./kiosk/...
	MINGBAI_CUTS=100 go test -count=1 -run PowerCut -timeout 60m -v ./kiosk/machine

# strokes fetches handwriting to try the reader on, where npm is installed.
strokes:
	@cd kiosk/ink/testdata && if [ ! -d hanzi-writer-data ] && command -v npm >/dev/null; then \
	npm pack --silent hanzi-writer-data@2.0.1 >/dev/null && mkdir hanzi-writer-data && \
	tar xzf hanzi-writer-data-2.0.1.tgz --strip-components=1 -C hanzi-writer-data && rm hanzi-writer-data-2.0.1.tgz; fi

# demo shows an edition on its way from a folder of records to a kiosk.
demo: build
	.ci/demo ./mingbai

# bench measures the program beside its peers, in the same run.
bench: deps-test build
	go run .ci/bench/*.go ./mingbai
	for n in 1000 10000 100000; do GUIDES=$$n go test -run '^$$' -bench . ./catalog/search || exit 1; done
	go test -run '^$$' -bench . $(BENCHES)

# shots draws the pictures of the README, gallery every page there is.
shots: build
	.ci/shots ./mingbai

gallery: build
	./mingbai gallery -out shots

# deb packs the kiosk for Debian 12; the first time it is built anew, so that
# it may lie anywhere in memory, which takes minutes.
deb: deps
	@echo "packing (the first time takes some minutes)"
	go build -buildmode=pie -ldflags='-s -w' -o .cache/deb/mingbai .
	CGO_ENABLED=0 go build -ldflags='-s -w' -o .cache/deb/mingbai-stick ./kiosk/cmd/mingbai-stick
	rm -f mingbai_*.deb
	.ci/deb .cache/deb/mingbai .cache/deb/mingbai-stick mingbai_$$(.cache/deb/mingbai version | cut -d' ' -f2)_$$(dpkg --print-architecture).deb

# deb-check installs the package in a Debian of its own, and boots that.
deb-check: deb deps-deb
	lintian --fail-on error,warning mingbai_*.deb
	.ci/deb-install mingbai_*.deb
	.ci/deb-boot mingbai_*.deb

font:
	assets/font/cut.sh

deps:
	@.ci/install $(TO_BUILD) $(TO_RUN)

deps-deb: deps
	@.ci/install $(TO_PACK)

deps-test: deps
	@.ci/install $(TO_TEST)
