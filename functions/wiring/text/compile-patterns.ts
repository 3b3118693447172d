import { setFlagsFromString } from 'node:v8';

/**
 * Regular expressions made from here on are compiled to machine code before their first run, not before their second. V8 would
 * interpret them once, and the program for its interpreter takes eight times as long to make: 100 ms for those that an article
 * meets, on a function that has just started. V8 15.2 does so by itself. Of V8's switches for it only this one may be turned while
 * the process runs, being read when an expression is made: `--no-regexp-tier-up` brings it down.
 */
setFlagsFromString('--regexp-tier-up-ticks=0');
