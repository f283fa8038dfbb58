import type { ReactElement } from 'react'
import { type Explanation, type Situation, SITUATIONS } from '../explain-policy.ts'
import { type Axis, axisOf } from './axis.ts'
import { AxisDrawing, RowDrawing } from './drawing.tsx'
import { Legend } from './legend.tsx'
import type { TimelineMessages } from './messages.ts'
import { rowWords } from './row-words.ts'

interface ExplanationTableProps {
  /** null while they are worked out. */
  readonly explanations: readonly Explanation[] | null
  /** By the policy, null for no such limit. */
  readonly maxLifetimeMs: number | null
  readonly messages: TimelineMessages
  readonly locale: string
}

/**
 * The drawing is a column of the table, so that a picture and its words cannot part; who does not see it has a table of three columns.
 * The roles are written out because some browsers forget them where the style sheet stacks the cells.
 */
export function ExplanationTable({ explanations, ...said }: ExplanationTableProps): ReactElement {
  const { messages, locale } = said
  const { caption, columns, signIn, notToScale } = messages
  const axis = explanations === null ? null : axisOf(explanations, signIn)
  const rows: readonly (readonly [Situation, Explanation | null])[] =
    explanations?.map((explanation) => [explanation.situation, explanation]) ?? SITUATIONS.map((situation) => [situation, null])
  return (
    <>
      <table className="stillhere-timeline__table" role="table">
        <caption>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {columns.situation}
            </th>
            <td aria-hidden="true">{axis !== null && <AxisDrawing axis={axis} signIn={signIn} locale={locale} />}</td>
            <th role="columnheader" scope="col">
              {columns.signedOut}
            </th>
            <th role="columnheader" scope="col">
              {columns.how}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(([situation, explanation]) => (
            <Row key={situation} situation={situation} explanation={explanation} axis={axis} {...said} />
          ))}
        </tbody>
      </table>
      {explanations !== null && (
        <div className="stillhere-timeline__key" aria-hidden="true">
          <Legend explanations={explanations} messages={messages} />
          {axis?.stretched === true && <p>{notToScale}</p>}
        </div>
      )}
    </>
  )
}

interface RowProps extends Omit<ExplanationTableProps, 'explanations'> {
  readonly situation: Situation
  readonly explanation: Explanation | null
  readonly axis: Axis | null
}

function Row({ situation, explanation, axis, maxLifetimeMs, messages, locale }: RowProps): ReactElement {
  const { name, description } = messages.situations[situation]
  const { end, how } = explanation === null ? { end: '', how: [] } : rowWords(explanation, maxLifetimeMs, { messages, locale })
  return (
    <tr role="row" data-situation={situation}>
      <th role="rowheader" scope="row">
        {name} <span className="stillhere-timeline__quiet">{description}</span>
      </th>
      <td aria-hidden="true">
        <RowDrawing explanation={explanation} axis={axis} />
      </td>
      <td role="cell" className="stillhere-timeline__end">
        {end}
      </td>
      <td role="cell">
        {how.map((sentence, index) => (
          <span
            key={sentence}
            className={index === 0 ? 'stillhere-timeline__sentence' : 'stillhere-timeline__sentence stillhere-timeline__quiet'}
          >
            {sentence}{' '}
          </span>
        ))}
      </td>
    </tr>
  )
}
