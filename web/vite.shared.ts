import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import type { Plugin, UserConfig } from 'vite';

const kit = fileURLToPath(new URL('./kit/src', import.meta.url));

/** Settings that all pages share; `page` holds what differs. */
export function shared(page: UserConfig): UserConfig {
  return {
    resolve: { alias: { '@kit': kit } },
    ...page,
    plugins: [vue(), ...(page.plugins ?? [])],
    define: {
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      target: 'es2022',
      outDir: 'dist',
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: true,
      ...page.build,
    },
  };
}

/**
 * Lets the shell in the page paint before the stylesheet arrives (the link moves behind the shell) and adds a
 * content security policy that knows the hash of the inline style.
 */
export function shellFirst(policy: string): Plugin {
  return {
    name: 'shell-first',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue;
        let html = String(file.source);
        const link = /\s*<link rel="stylesheet"[^>]*>/.exec(html)?.[0] ?? '';
        html = html.replace(link, '').replace('</body>', `${link.trim()}\n</body>`);
        const hashes = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)]
          .map(
            (style) =>
              `'sha256-${createHash('sha256')
                .update(style[1] ?? '')
                .digest('base64')}'`,
          )
          .join(' ');
        const content = policy.replace('$styles', hashes).replace(/ +/g, ' ').replace(/ ;/g, ';');
        html = html.replace(
          '<meta charset="utf-8" />',
          `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${content}" />`,
        );
        file.source = html;
      }
    },
  };
}
