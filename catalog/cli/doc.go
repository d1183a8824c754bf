// Package cli holds the publisher's verbs, one file each. They need no
// screen: the kiosk's binary has them beside its own, and mingbai-catalog has
// them alone, for a server without graphics libraries.
//
// [Verbs] lists them. Each reads its flags before, between and after its other
// arguments, prints one fact per line or, with -json, one JSON object per line,
// shows an example with -h, and ends with one of the exit codes below.
//
// The whole way of an edition:
//
//	mingbai key new editor-1 -out keys                     # everybody, on their own machine
//	mingbai init -repo repo -root bureau.pub,archive.pub,auditor.pub -editor editor-1.pub -reviewer reviewer-1.pub -online online.pub
//	mingbai root sign -repo repo -key bureau.key           # and another of the three
//	mingbai propose records -repo repo -out p.zip
//	mingbai sign p.zip -key editor-1.key
//	mingbai clear p.zip -key reviewer-1.key -approve
//	mingbai publish p.zip -repo repo -key online.key
//	mingbai refresh -repo repo -key online.key             # every six hours
//	mingbai verify https://pub.example.cn/pub/230881 -root 1.root.json
//
// A passphrase comes from the file that -passphrase-file names, else from
// MINGBAI_PASSPHRASE, else from the terminal, where it is not shown; never
// from an argument, which every process of the machine can read.
package cli
