package hub_test

import (
	"fmt"
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		fmt.Println("error", serveForEver(dir))
		os.Exit(1)
	}
	code := m.Run()
	server.stop()
	os.Exit(code)
}
