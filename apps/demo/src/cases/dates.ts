const MOMENT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** An ISO instant → “22 Nov, 14:35”. */
export function moment(iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : MOMENT.format(date)
}

/** How long ago, in the largest unit that fits: “3 hours ago”, “yesterday”. */
export function since(iso: string, now: Date): string {
  const minutes = Math.round((new Date(iso).getTime() - now.getTime()) / 60_000)
  if (Number.isNaN(minutes)) return iso
  if (Math.abs(minutes) < 60) return RELATIVE.format(minutes, 'minute')
  if (Math.abs(minutes) < 24 * 60) return RELATIVE.format(Math.round(minutes / 60), 'hour')
  return RELATIVE.format(Math.round(minutes / 60 / 24), 'day')
}

/** A day by which something is due: “today”, “tomorrow”, “in 4 days”, “yesterday”; from a fortnight on the date. */
export function dueDay(iso: string, now: Date): string {
  const days = daysUntil(iso, now)
  if (Number.isNaN(days)) return iso
  return Math.abs(days) < 14 ? RELATIVE.format(days, 'day') : DAY.format(new Date(iso))
}

/** Whole calendar days; negative when it has passed. */
export function daysUntil(iso: string, now: Date): number {
  return Math.round((midnight(new Date(iso)) - midnight(now)) / 86_400_000)
}

function midnight(date: Date): number {
  return new Date(date).setHours(0, 0, 0, 0)
}
