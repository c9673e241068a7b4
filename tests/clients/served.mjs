// What the tests ask: the examples as clients_test.py serves them, and rooms for what tools write.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function given(name) {
  if (!process.env[name]) throw new Error(`${name} is not set; clients_test.py does it`);
  return process.env[name];
}

// Of each example the address of its endpoint, and its schema as `schema print` prints it.
export const quickstart = { url: given('QUICKSTART_URL'), sdl: given('QUICKSTART_SDL') };
export const blog = { url: given('BLOG_URL'), sdl: given('BLOG_SDL') };

export const textOf = (file) => readFileSync(file, 'utf8');

const here = dirname(fileURLToPath(import.meta.url));

// An empty directory in which the packages are found, with these files.
export function room(name, files = {}) {
  const directory = join(given('CLIENTS_ROOM'), name);
  mkdirSync(directory);
  symlinkSync(join(here, 'node_modules'), join(directory, 'node_modules'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  }
  return directory;
}

// Runs a program of the packages. What it printed, and its status.
export function run(program, parameters, directory) {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(here, 'node_modules', program), ...parameters],
      { cwd: directory, env: { ...process.env, NO_COLOR: '1' } },
      (error, out, err) => resolve({ status: error ? (error.code ?? 1) : 0, said: out + err }),
    );
  });
}

export const compileStrictly = (directory, ...more) =>
  run(
    'typescript/bin/tsc',
    ['--strict', '--noUncheckedIndexedAccess', '--target', 'es2022', '--skipLibCheck', ...more],
    directory,
  );

// What cannot be shown yet, by the name of its test, and why. Take a line out, and its test runs.
export const pending = {};

export const unless = (name) => ({ skip: pending[name] ?? false });
