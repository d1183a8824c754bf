// Package stick takes files off a USB stick that somebody put into a kiosk.
//
// It is the only part of the kiosk that runs as root, and only to mount: the
// command mingbai-stick (kiosk/cmd/mingbai-stick), started by systemd for one
// partition, mounts it read-only, opens what may be taken, lets the stick out
// of sight, becomes the kiosk's own account, copies, and ends.
//
//	haul, err := stick.Open("/run/mingbai-stick/sdb1")
//	defer haul.Close()
//	taken, err := haul.Copy("/var/lib/mingbai/stick")
//
// It reads no file's content, and trusts nothing of the stick: names, sizes,
// links, the number of files. Whether a bundle is the right people's is the
// business of mingbai/catalog/trust, in the kiosk.
package stick
