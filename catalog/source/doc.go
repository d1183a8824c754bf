// Package source is where records come from: the files of a published tree,
// brought by one of four carriers, or a folder of plain records.
//
// A [Carrier] brings one file of a tree by its name, whole and within a limit.
// [Client.HTTPS] asks a web server, [OpenDir] a folder, [OpenZip] a stick,
// [Seed] what is embedded in the program; [NewMirrors] makes one of several.
// What differs between them ends here:
//
//	web, err := source.NewClient(source.Options{Agent: "mingbai/1.4", CA: pem})
//	hall, err := web.HTTPS("https://10.2.0.4/pub/230881")
//	origin, err := web.HTTPS("https://pub.example.cn/pub/230881")
//	from := source.NewMirrors(hall, origin)
//	defer from.Close()
//	b, err := from.Fetch(ctx, "124.targets.json", 1<<20)
//	err = from.Download(ctx, "targets/8f58….since-123.zst", want, spool)
//
// [Folder] reads records that lie open in a folder, one JSON file each, as
// editors keep them and as the starter catalog is embedded.
//
// The same [Client] posts what goes back ([Client.Post]) and listens for news
// ([Client.Hints]). It is the only place of the program that speaks HTTP.
//
// The package trusts nobody and vouches for nothing. It holds a size and a
// digest against the bytes where it is told them; who signed them is the
// business of mingbai/catalog/trust, what they mean that of
// mingbai/catalog/edition. It keeps no state on disk but the file it was asked
// to download, logs nothing, and starts nothing that outlives a call but idle
// connections, which end with Close.
package source
