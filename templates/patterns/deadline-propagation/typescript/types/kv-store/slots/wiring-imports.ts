import { withoutDeadline } from './patterns/without-deadline.ts'
