/** Our own icon set: 24 px grid, one stroked path each. Named exports, so that a page carries only what it draws. */
export const back = 'M15 4.5 7.5 12l7.5 7.5';
export const forward = 'M9 4.5 16.5 12 9 19.5';
export const up = 'M5 15l7-7 7 7';
export const down = 'M5 9l7 7 7-7';
export const close = 'M6 6l12 12M18 6 6 18';
export const more = 'M5 12h.01M12 12h.01M19 12h.01';
export const check = 'M5 12.5l4.5 4.5L19 7.5';
export const checkTwice = 'M2.5 12.5 7 17l9-9.5M11.5 16l1 1 9-9.5';
export const clock = 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3.5 2';
export const alert = 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7.5v5.5M12 16.4v.1';
export const lock =
  'M6.5 10.5h11a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1ZM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5';
export const shield = 'M12 3.5 5 6v5.5c0 4.3 2.9 7.4 7 9 4.1-1.6 7-4.7 7-9V6l-7-2.5ZM9 12l2.2 2.2L15.3 10';
export const wallet =
  'M4 8.5A2.5 2.5 0 0 1 6.5 6H17v3M4 8.5V17a2 2 0 0 0 2 2h13a1 1 0 0 0 1-1v-8a1 1 0 0 0-1-1H4.6M16 14h.01';
export const card =
  'M4 6.5h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1ZM3 10.5h18M6.5 14.5h3';
export const keyboard =
  'M4 6.5h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1ZM7 10h.01M10.3 10h.01M13.7 10h.01M17 10h.01M8 14h8';
export const menu = 'M4.5 7h15M4.5 12h15M4.5 17h15';
export const list = 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01';
export const send = 'M12 19V5.5M6 11.5l6-6 6 6';
export const phone =
  'M8 3.5H5A1.5 1.5 0 0 0 3.5 5C3.5 13 11 20.5 19 20.5a1.5 1.5 0 0 0 1.5-1.5v-3l-4.5-1.7-2 2A13 13 0 0 1 7.7 10l2-2L8 3.5Z';
export const pin =
  'M12 21c4.5-4.7 6.5-8 6.5-11a6.5 6.5 0 1 0-13 0c0 3 2 6.3 6.5 11ZM12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z';
export const calendar =
  'M5 5.5h14a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1ZM4 10h16M8.5 3.5v4M15.5 3.5v4';
export const chat =
  'M5 5h14a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 19 17h-7l-4.5 3.5V17H5a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 5 5Z';
export const external =
  'M13.5 4.5h6v6M19.5 4.5l-8.5 8.5M10 5.5H6a1.5 1.5 0 0 0-1.5 1.5v11A1.5 1.5 0 0 0 6 19.5h11a1.5 1.5 0 0 0 1.5-1.5v-4';
export const refresh = 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4.5V9H15';
export const offline =
  'M4 4l16 16M8.5 15.5a5 5 0 0 1 6 0M5.5 12.2a9.5 9.5 0 0 1 4-2.2M14 9.9c1.7.4 3.2 1.2 4.5 2.3M2.8 8.8a14 14 0 0 1 3.7-2.4M10.5 5.1a14 14 0 0 1 10.7 3.7M12 19h.01';
export const copy =
  'M9 8.5h9.5a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9.5a1 1 0 0 1 1-1ZM5 15.5a1 1 0 0 1-.5-1V5a1 1 0 0 1 1-1H15a1 1 0 0 1 1 .5';
export const search = 'M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.8 15.8l4.2 4.2';
export const info = 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5.5M12 7.6v.1';
export const erase =
  'M9 6h10a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 19 18H9l-5.5-6L9 6ZM11.5 9.7l4.6 4.6M16.1 9.7l-4.6 4.6';
export const globe =
  'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3.5 12h17M12 3c2.5 2.6 3.7 5.6 3.7 9s-1.2 6.4-3.7 9c-2.5-2.6-3.7-5.6-3.7-9S9.5 5.6 12 3Z';
export const moon = 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z';
export const sliders =
  'M4 7.5h9M17.5 7.5H20M4 16.5h2.5M11 16.5h9M15.25 9.75a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5ZM8.75 18.75a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5Z';
export const device =
  'M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3ZM11 18h2';
export const fingerprint =
  'M6 7.8a7.5 7.5 0 0 1 13.2 3.4M4.9 11a7.5 7.5 0 0 1 .2-1M7 19.5c.9-2 1.3-4.2 1.3-7.5a3.7 3.7 0 0 1 7.4 0c0 1.2-.1 2.4-.2 3.5M11 21c.9-2.4 1.1-5 1.1-9M14.8 19.2c-.1.6-.3 1.2-.5 1.8M19.3 14.5c-.1 1.500-.3 2.900-.7 4.300M5 15.500c.1-.9.2-1.8.2-3';
export const panel = 'M4.5 5h15a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM14.5 5v14';
export const image =
  'M5 5h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM4.5 17l4.5-4.5 3 3 3.5-4 4.5 5M9 9.5h.01';
export const file =
  'M7 3.5h7l4.5 4.5V19a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 19V5A1.5 1.5 0 0 1 7 3.5ZM14 3.5V8h4.5';
export const person = 'M12 12.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c1-3.5 4-5 7.5-5s6.5 1.5 7.5 5';
export const hourglass =
  'M7 4h10M7 20h10M8 4c0 4 2.5 5.5 4 8-1.5 2.5-4 4-4 8M16 4c0 4-2.5 5.5-4 8 1.5 2.5 4 4 4 8';
