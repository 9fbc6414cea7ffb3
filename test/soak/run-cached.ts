import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';

/*
 * Runs the program that it is given with the code that V8 made of it at its first run, which halves
 * the time until a sender is ready. `NODE_COMPILE_CACHE` does the same from Node 22 on.
 */

const program = process.argv[2]!;
const cacheFile = `${program}.cache`;
const hasCache = existsSync(cacheFile);

const source = readFileSync(program, 'utf8');
const script = new Script(`(function (require, module, exports) { ${source}\n})`, {
  filename: program,
  ...(hasCache && { cachedData: readFileSync(cacheFile) }),
});
const module = { exports: {} };
script.runInThisContext()(createRequire(program), module, module.exports);

if (!hasCache) {
  const unfinished = `${cacheFile}.${process.pid}`;
  writeFileSync(unfinished, script.createCachedData());
  renameSync(unfinished, cacheFile);
}
