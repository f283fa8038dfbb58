interface Look {
  readonly variant?: 'default' | 'outline' | 'ghost'
  readonly className?: string
}

const VARIANTS = {
  default: 'bg-primary text-primary-foreground',
  outline: 'border border-border bg-background text-foreground',
  ghost: 'bg-transparent text-foreground',
} as const

/** Stands in for `components/ui/button` of an app that was set up with shadcn, which exports this under every base. */
export function buttonVariants({ variant = 'default', className = '' }: Look = {}): string {
  return `inline-flex items-center justify-center rounded-md px-4 py-2 text-sm font-medium ${VARIANTS[variant]} ${className}`
}
