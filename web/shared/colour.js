/**
 * An organiser's colour made readable: WCAG 2.2 asks for a contrast of 4.5:1 between text and its ground (1.4.3).
 * Pure.
 *
 * @typedef {readonly [number, number, number]} Rgb red, green and blue in sRGB, 0 to 255
 *
 * @typedef {object} Accent
 * @property {string} fill the colour itself, for what is filled with it
 * @property {string} ink what is written on the fill
 * @property {string} hover the fill under the pointer
 * @property {string} text the nearest shade of the colour that can be read on every ground, for links and signs
 * @property {string} soft a ground with a breath of the colour
 */

const READABLE = 4.5;

/** @type {Rgb} */ const BLACK = [0, 0, 0];
/** @type {Rgb} */ const WHITE = [255, 255, 255];

/** So fine are the steps from a colour to a shade that can be read. */
const STEPS = 64;

/**
 * @param {string} text a CSS hex colour; how transparent it is, is left aside
 * @returns {Rgb | null}
 */
export function parseColour(text) {
  const [, digits] = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  const long = digits.length < 6 ? digits.replace(/./g, "$&$&") : digits;
  const part = (/** @type {number} */ at) => Number.parseInt(long.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

/** @param {Rgb} colour */
export const hex = (colour) => `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;

/**
 * Between 1 and 21, as WCAG 2.2 defines it.
 * @param {Rgb} one
 * @param {Rgb} other
 */
export function contrast(one, other) {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {Rgb} colour */
function luminance(colour) {
  const [red = 0, green = 0, blue = 0] = colour.map((part) =>
    part <= 10.31475 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * @param {Rgb} from
 * @param {Rgb} to
 * @param {number} share of `to`, 0 to 1
 * @returns {Rgb}
 */
function mix(from, to, share) {
  const part = (/** @type {0 | 1 | 2} */ at) => Math.round(from[at] + (to[at] - from[at]) * share);
  return [part(0), part(1), part(2)];
}

/**
 * @param {Rgb} colour
 * @param {readonly [Rgb, ...Rgb[]]} grounds what the colour may stand on, all light or all dark; the first is the main one
 * @returns {Accent}
 */
export function accentOn(colour, grounds) {
  const ink = further(colour);
  const soft = mix(grounds[0], colour, 0.12);
  const away = further(grounds[0]);
  const readable = (/** @type {Rgb} */ shade) => [...grounds, soft].every((ground) => contrast(shade, ground) >= READABLE);
  let text = colour;
  for (let step = 1; step <= STEPS && !readable(text); step += 1) text = mix(colour, away, step / STEPS);
  return {
    fill: hex(colour),
    ink: hex(ink),
    // Away from what is written on it, so that it only becomes easier to read.
    hover: hex(mix(colour, ink === WHITE ? BLACK : WHITE, 0.14)),
    text: hex(text),
    soft: hex(soft),
  };
}

/** Of black and white the one that is easier to read there: at least 4.58:1 on any colour. @param {Rgb} colour */
function further(colour) {
  return contrast(colour, WHITE) >= contrast(colour, BLACK) ? WHITE : BLACK;
}
