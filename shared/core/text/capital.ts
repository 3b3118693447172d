/**
 * What stands between the brackets of a pattern's class that holds every capital letter, and of French hardly anything
 * else. `\p{Lu}` is exact and several times as dear: where a text seldom has what a pattern looks for, this is asked first.
 */
export const CAPITAL = 'A-ZÀ-ÖØ-ÞĀ-\\u1fff\\u2100-\\u218f\\u2c00-\\uffff';
