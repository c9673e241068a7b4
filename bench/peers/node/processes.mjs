// Runs server.mjs in two processes behind one port. SIGTERM ends them both.

import cluster from 'node:cluster';

const PROCESSES = 2;

if (cluster.isPrimary) {
  for (let i = 0; i < PROCESSES; i += 1) cluster.fork();
  cluster.once('exit', () => process.exit(1));
  process.once('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers)) worker.process.kill();
    process.exit();
  });
} else {
  await import('./server.mjs');
}
