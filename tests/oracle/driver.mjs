// The program under test as a child process: JSON lines in, one line out for each, in
// order. Requests may be sent before earlier ones are answered.
import {spawn} from 'node:child_process';

export class Driver {
  #child;
  #waiting = [];  // requests that are not answered yet, oldest first
  #rest = '';
  #complaint = '';
  #ended;

  constructor(command) {
    const [program, ...parameters] = command;
    this.#child = spawn(program, parameters, {stdio: ['pipe', 'pipe', 'pipe']});
    this.#child.stdout.setEncoding('utf8');
    this.#child.stdout.on('data', (text) => this.#read(text));
    this.#child.stderr.setEncoding('utf8');
    this.#child.stderr.on('data', (text) => {
      this.#complaint = (this.#complaint + text).slice(-20_000);
    });
    this.#child.stdin.on('error', () => {});  // told by 'close'
    this.#ended = new Promise((resolve) => {
      this.#child.on('error', (error) => {
        this.#complaint += error.message;
      });
      this.#child.on('close', (code) => {
        this.#fail(code);
        resolve(code);
      });
    });
  }

  // All answers, in the order of the requests. Fails with a DriverDied that has the request it died of.
  ask(requests) {
    const answers = requests.map((request, id) => new Promise((resolve, reject) => {
      this.#waiting.push({request, resolve, reject});
    }));
    this.#child.stdin.write(requests.map((request) => `${JSON.stringify({id: 0, ...request})}\n`).join(''));
    return Promise.all(answers);
  }

  async end() {
    this.#child.stdin.end();
    return this.#ended;
  }

  #read(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    for (const line of lines) this.#waiting.shift().resolve(JSON.parse(line));
  }

  #fail(code) {
    const [first, ...others] = this.#waiting;
    this.#waiting = [];
    first?.reject(new DriverDied(first.request, code, this.#complaint));
    for (const other of others) other.reject(new DriverDied(first.request, code, this.#complaint));
  }
}

export class DriverDied extends Error {
  constructor(request, code, complaint) {
    super(`the driver ended with ${code} at ${JSON.stringify(request)}\n${complaint}`);
    this.request = request;
  }
}
