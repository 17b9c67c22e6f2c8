import { register } from 'node:module';

// Node 20 runs no TypeScript by itself: this strips the types of what is loaded from here.
register('./typescript-hooks.mjs', import.meta.url);
