import { type HttpAnswer, isAnswer, type NoAnswer } from '../../platform/http-call.ts'

/** The answer in two or three words. */
export function answerText(answer: HttpAnswer | NoAnswer): string {
  if (isAnswer(answer)) return String(answer.status)
  return {
    refused: 'no connection',
    cut: 'a cut connection',
    timeout: 'no answer in time',
    'too-long': 'too long an answer',
  }[answer.failed]
}
