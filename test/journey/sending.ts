import type { Workbench } from './workbench.ts';

/**
 * Presses Send… in the preview, says yes to so many people and sees that the meeting was created.
 * @param asked what to do while the question stands
 */
export async function sendFromPreview(
  { preview, modal }: Workbench,
  people: number,
  asked: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await preview().getByRole('button', { name: 'Send…' }).click();
  await modal().waitFor();
  await asked();
  await modal()
    .getByRole('button', { name: new RegExp(`^Send to ${people} `) })
    .click();
  await preview()
    .getByText(/Meeting created/)
    .waitFor();
}
