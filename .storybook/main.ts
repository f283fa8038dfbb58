import type { StorybookConfig } from '@storybook/react-vite'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['./pages/**/*.stories.tsx', '../packages/react/src/**/*.stories.tsx', '../packages/policies/src/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  features: { sidebarOnboardingChecklist: false, backgrounds: false, measure: false, outline: false, actions: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) => ({
    ...vite,
    resolve: { ...vite.resolve, conditions: ['@stillhere/source', 'module', 'browser', 'development|production'] },
  }),
}

export default config
