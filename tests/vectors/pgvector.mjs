// A PostgreSQL with pgvector on a Unix socket, for as many connections as a server opens.
//
// PGlite is one session and carries out one thing at a time. So what a connection sends waits until it
// is whole, a query or all up to a Sync, and goes in alone, as does all that follows until its
// transaction has ended; and its prepared statements get names that no other connection has. Settings
// are everybody's.
//
// node pgvector.mjs DIRECTORY: says "ready" when it listens, and ends with its standard input.
import net from 'node:net'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'

// Instead of a startup message (manual, 55.7).
const CANCEL_REQUEST = 80877102
const ENCRYPTION_REQUESTS = [80877103, 80877104]

const PARAMETERS = {
  server_version: '18.0', server_encoding: 'UTF8', client_encoding: 'UTF8', DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres', TimeZone: 'UTC', integer_datetimes: 'on', is_superuser: 'on',
  standard_conforming_strings: 'on', in_hot_standby: 'off', session_authorization: 'postgres',
  default_transaction_read_only: 'off',
}

const text = (value) => Buffer.from(`${value}\0`)

function message(type, body) {
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

// What answers a startup message.
function greeting(number) {
  const key = Buffer.alloc(8)
  key.writeInt32BE(number)
  return Buffer.concat([
    message('R', Buffer.alloc(4)),
    ...Object.entries(PARAMETERS).map(([name, value]) =>
      message('S', Buffer.concat([text(name), text(value)]))),
    message('K', key),
    message('Z', Buffer.from('I')),
  ])
}

// The message with the prefix before the name of its prepared statement, if it has one.
function renamed(one, prefix) {
  const type = String.fromCharCode(one[0])
  const isOfStatement = 'CD'.includes(type) && one[5] === 'S'.charCodeAt(0)
  if (type !== 'P' && type !== 'B' && !isOfStatement) return one
  let at = 5
  if (type === 'B') at = one.indexOf(0, at) + 1 // behind the name of the portal
  else if (isOfStatement) at += 1
  if (one[at] === 0) return one
  return message(type, Buffer.concat([one.subarray(5, at), Buffer.from(prefix), one.subarray(at)]))
}

class Connection {
  #socket
  #number
  #turns
  #unread = Buffer.alloc(0)
  #isGreeted = false
  #parts = [] // of what is not whole yet
  #whole = []
  #isWaiting = false // for its turn, or within it
  #more = null // takes what comes next within a transaction

  constructor(socket, number, turns) {
    this.#socket = socket
    this.#number = number
    this.#turns = turns
    socket.on('data', (bytes) => this.#read(bytes))
    socket.on('error', () => {})
    socket.on('close', () => this.#hand(message('Q', text('ROLLBACK'))))
  }

  #read(bytes) {
    this.#unread = Buffer.concat([this.#unread, bytes])
    for (;;) {
      const head = this.#isGreeted ? 1 : 0
      if (this.#unread.length < head + 4) return
      const size = head + this.#unread.readInt32BE(head)
      if (this.#unread.length < size) return
      const one = this.#unread.subarray(0, size)
      this.#unread = this.#unread.subarray(size)
      if (this.#isGreeted) this.#take(one)
      else this.#start(one.readInt32BE(4))
    }
  }

  #start(code) {
    if (code === CANCEL_REQUEST) return this.#socket.end()
    if (ENCRYPTION_REQUESTS.includes(code)) return this.#socket.write('N')
    this.#isGreeted = true
    return this.#socket.write(greeting(this.#number))
  }

  #take(one) {
    const type = String.fromCharCode(one[0])
    if (type === 'X') this.#socket.end()
    if (type === 'X' || type === 'H') return // all is answered at once
    this.#parts.push(renamed(one, `of_${this.#number}_`))
    if (type !== 'S' && type !== 'Q') return
    this.#hand(Buffer.concat(this.#parts))
    this.#parts = []
  }

  #hand(whole) {
    if (this.#more !== null) {
      const take = this.#more
      this.#more = null
      take(whole)
      return
    }
    this.#whole.push(whole)
    if (this.#isWaiting) return
    this.#isWaiting = true
    this.#turns.take((session) => this.#run(session))
  }

  async #run(session) {
    while (this.#whole.length > 0) {
      const found = Buffer.from(await session.execProtocolRaw(this.#whole.shift()))
      if (!this.#socket.destroyed) this.#socket.write(found)
      const isInTransaction = found.at(-1) !== 'I'.charCodeAt(0)
      if (!isInTransaction || this.#whole.length > 0) continue
      this.#whole.push(await new Promise((take) => { this.#more = take }))
    }
    this.#isWaiting = false
  }
}

// Who comes first is served first, to its end.
class Turns {
  #session
  #last = Promise.resolve()

  constructor(session) { this.#session = session }

  take(use) { this.#last = this.#last.then(() => use(this.#session)) }
}

const turns = new Turns(await PGlite.create({ extensions: { vector } }))
let count = 0
const server = net.createServer((socket) => new Connection(socket, ++count, turns))
server.listen(join(process.argv[2], '.s.PGSQL.5432'), () => console.log('ready'))
process.stdin.on('end', () => process.exit()).resume()
