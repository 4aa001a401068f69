// The peer of the bench: PouchDB replicating to another over HTTP on loopback, bytes counted on the sockets.
// node replicate.js FOLDER CASES.jsonl EDITS.jsonl TWICE.jsonl → one JSON object on the standard output.
"use strict";
const fs = require("fs"), path = require("path");
const need = (name) => require(require.resolve(name, { paths: [process.env.PEER_PACKAGES] }));
const PouchDB = need("pouchdb"), express = need("express"), server = need("express-pouchdb");

const [folder, casesFile, editsFile, twiceFile] = process.argv.slice(2);
const lines = (file) => fs.readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const seconds = (start) => Number(process.hrtime.bigint() - start) / 1e9;

async function edit(db, edits) {
  const found = await db.allDocs({ keys: edits.map((one) => one._id), include_docs: true });
  await db.bulkDocs(found.rows.map((row, n) => Object.assign({}, row.doc, edits[n])));
}

async function main() {
  const near = path.join(folder, "near"), far = path.join(folder, "far");
  fs.mkdirSync(near); fs.mkdirSync(far);
  const Near = PouchDB.defaults({ prefix: near + path.sep }), Far = PouchDB.defaults({ prefix: far + path.sep });
  const room = new Near("cases"), centre = new Far("cases");
  const app = express();
  app.use("/", server(Far, { mode: "minimumForPouchDB", logPath: path.join(folder, "log.txt"), inMemoryConfig: true }));
  let bytes = 0;
  const http = app.listen(0, "127.0.0.1");
  http.on("connection", (socket) => socket.on("close", () => { bytes += socket.bytesRead + socket.bytesWritten; }));
  await new Promise((done) => http.on("listening", done));
  const remote = new PouchDB("http://127.0.0.1:" + http.address().port + "/cases");
  const told = {};

  async function measured(name, both) {
    const sockets = bytes, start = process.hrtime.bigint();
    if (both) await room.sync(remote, { batch_size: 500 });
    else await room.replicate.to(remote, { batch_size: 500 });
    told[name + "_s"] = seconds(start);
    http.closeIdleConnections();
    await new Promise((done) => setTimeout(done, 1500));
    told[name + "_bytes"] = bytes - sockets;
  }

  await room.bulkDocs(lines(casesFile));
  await measured("first", false);
  await edit(room, lines(editsFile));
  await measured("edits", false);
  const twice = lines(twiceFile);
  await edit(room, twice.map((one) => ({ _id: one._id, remark: one.room })));
  await edit(centre, twice.map((one) => ({ _id: one._id, remark: one.centre })));
  await measured("twice", true);
  let alike = 0, hidden = 0;
  for (const one of twice) {
    const a = await room.get(one._id, { conflicts: true }), b = await centre.get(one._id);
    alike += a.remark === b.remark ? 1 : 0;
    hidden += (a._conflicts || []).length;
  }
  told.twice_alike = alike; told.twice_hidden = hidden;
  told.cases = (await centre.info()).doc_count;
  process.stdout.write(JSON.stringify(told) + "\n");
  process.exit(0);
}

main().catch((why) => { console.error(why); process.exit(1); });
