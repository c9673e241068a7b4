// A small generator of pseudo-random numbers (mulberry32), so that the seed that a failure
// prints makes the same cases again on every machine.
export class Random {
  #state;

  // Any numbers and texts; the same ones give the same sequence. The first is that of the whole run.
  constructor(...seeds) {
    this.seed = seeds[0];
    this.#state = 0x9e3779b9;
    for (const character of seeds.join('/')) {
      this.#state = Math.imul(this.#state ^ character.charCodeAt(0), 0x01000193) >>> 0;
    }
    for (let i = 0; i < 4; ++i) this.next();
  }

  // In [0, 1).
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  below(bound) {
    return Math.floor(this.next() * bound);
  }
  chance(probability) {
    return this.next() < probability;
  }
  // undefined of an empty list.
  pick(list) {
    return list[this.below(list.length)];
  }
}
