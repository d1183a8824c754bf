package cli

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
)

// A Verb is one thing the program does.
type Verb struct {
	Name string // what it is called by
	Does string // one line
	// Run does it, until ctx ends, and returns the exit code. in is asked for
	// a passphrase where it is a terminal.
	Run func(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int
}

// Verbs returns the publisher's verbs in the order of an edition's way.
func Verbs() []Verb {
	return []Verb{
		{"import", "turn item lists or workbooks into a folder of records: import FILE... -into DIR", importVerb},
		{"export", "write a folder of records as a workbook: export -xlsx FILE -records DIR", exportVerb},
		{"review", "find what is wrong with a folder of records: review DIR", at(reviewVerb)},
		{"init", "make a repository with its roles: init -repo REPO -root KEYS -editor KEYS -reviewer KEYS -online KEY", at(initVerb)},
		{"key", "make a key, or list keys: key new NAME, key list FILE...", at(keyVerb)},
		{"root", "sign who may sign, or prepare its change: root sign, root next", at(rootVerb)},
		{"propose", "make the next edition of a folder of records: propose DIR -repo REPO -out P.zip", at(proposeVerb)},
		{"sign", "add an editor's signature: sign P.zip -key FILE", at(signVerb)},
		{"clear", "add the secrecy reviewer's, or reject: clear P.zip -key FILE -approve", at(clearVerb)},
		{"publish", "let a proposal out: publish P.zip -repo REPO -key FILE", at(publishVerb)},
		{"refresh", "sign the timestamp again: refresh -repo REPO -key FILE", at(refreshVerb)},
		{"withdraw", "take one record down at once: withdraw ID -repo REPO -key FILE -online FILE", at(withdrawVerb)},
		{"bundle", "put the newest edition on a stick: bundle -repo REPO -out usb.zip", at(bundleVerb)},
		{"verify", "say what a source holds and who signed it: verify URL, DIR or ZIP", at(verifyVerb)},
		{"diff", "say what differs between two editions or folders: diff OLD NEW", at(diffVerb)},
	}
}

// importVerb runs import, which asks for nothing.
func importVerb(_ context.Context, args []string, _ io.Reader, out, errs io.Writer) int {
	return Import(args, out, errs)
}

// exportVerb runs export, which asks for nothing.
func exportVerb(_ context.Context, args []string, _ io.Reader, out, errs io.Writer) int {
	return ExportWorkbook(args, out, errs)
}

// Main runs the verb that args name and returns its exit code; program is what
// the binary is called.
func Main(ctx context.Context, program string, args []string) int {
	for _, v := range Verbs() {
		if len(args) > 0 && v.Name == args[0] {
			return v.Run(ctx, args[1:], os.Stdin, os.Stdout, os.Stderr)
		}
	}
	if len(args) > 0 && args[0] != "-h" && args[0] != "--help" && args[0] != "help" {
		fmt.Fprintf(os.Stderr, "%s: no verb %q\n", program, args[0])
	}
	fmt.Fprintf(os.Stderr, "usage: %s VERB [OPTIONS]\n", program)
	for _, v := range Verbs() {
		fmt.Fprintf(os.Stderr, "  %-8s %s\n", v.Name, v.Does)
	}
	fmt.Fprintf(os.Stderr, "example: %s review records\n", program)
	return Usage
}

// A desk is what a verb works at.
type desk struct {
	in        io.Reader
	out, errs io.Writer
	asJSON    bool
}

// at gives a verb its desk, and turns its error into an exit code.
func at(verb func(context.Context, *desk, []string) error) func(context.Context, []string, io.Reader, io.Writer, io.Writer) int {
	return func(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
		d := &desk{in: in, out: out, errs: errs}
		return d.end(verb(ctx, d, args))
	}
}

// flags returns the flags of a verb, -json among them, whose help is usage.
func (d *desk) flags(name, usage string) *flag.FlagSet {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.SetOutput(d.errs)
	f.Usage = func() {
		fmt.Fprint(d.errs, usage)
		f.PrintDefaults()
	}
	f.BoolVar(&d.asJSON, "json", false, "one JSON object a line")
	return f
}

// parse reads flags anywhere, and wants as many other arguments as want says,
// and every flag that needed names.
func (d *desk) parse(f *flag.FlagSet, args []string, want int, needed ...string) ([]string, error) {
	rest, err := interspersed(f, args)
	if err != nil {
		return nil, errUsage // the flags have said what is wrong
	}
	if len(rest) != want {
		f.Usage()
		return nil, errUsage
	}
	for _, name := range needed {
		if f.Lookup(name).Value.String() == "" {
			fmt.Fprintf(d.errs, "mingbai %s: -%s is missing\n", f.Name(), name)
			f.Usage()
			return nil, errUsage
		}
	}
	return rest, nil
}
