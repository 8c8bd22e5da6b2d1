// A Node.js runtime that has been started before it is known for which function: it loads what every function's start
// needs, then waits for the function's variables on standard input, one NAME=BASE64 a line, and becomes the bootstrap.
import 'node:http';
import 'node:module';
import 'node:path';
import 'node:url';
import 'node:util';
import fs from 'node:fs';

const lines = fs.readFileSync(0, 'latin1').split('\n');
if (lines.pop() !== 'end') {
  // The platform has ended meanwhile.
  process.exit(1);
}
fs.closeSync(0);
fs.openSync('/dev/null', 'r');
for (const name of Object.keys(process.env)) {
  delete process.env[name];
}
for (const line of lines) {
  const equals = line.indexOf('=');
  process.env[line.slice(0, equals)] = Buffer.from(line.slice(equals + 1), 'base64').toString();
}
process.argv[1] = new URL('./bootstrap.mjs', import.meta.url).pathname;
await import('./bootstrap.mjs');
