import path from 'node:path'
import type { StorybookConfig } from '@storybook/react-vite'
import tailwind from '@tailwindcss/vite'
import { mergeConfig } from 'vite'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['./pages/**/*.stories.tsx', '../packages/react/src/**/*.stories.tsx', '../packages/policies/src/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  features: { sidebarOnboardingChecklist: false, backgrounds: false, measure: false, outline: false, actions: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) =>
    mergeConfig(vite, {
      plugins: [tailwind()],
      resolve: {
        alias: {
          // What is built is a production build, of whose sessions the devtools would have nothing to tell.
          '#inspection': path.join(import.meta.dirname, '../packages/core/src/runtime/inspection/recorded.ts'),
          // The one file of an app that the component for shadcn imports.
          '@/components/ui/button': path.join(import.meta.dirname, '../packages/react/src/test-support/shadcn-button.tsx'),
        },
        conditions: ['@stillhere/source', 'module', 'browser', 'development|production'],
      },
    }),
}

export default config
