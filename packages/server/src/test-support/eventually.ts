/** Asks until the answer is yes. The test's own time limit ends what never happens. */
export async function eventually(happened: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await happened())) await new Promise((resolve) => setTimeout(resolve, 5))
}
