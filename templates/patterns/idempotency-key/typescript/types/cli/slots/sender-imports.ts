import { openOutstanding, placeOnce, stateFolder } from './patterns/outstanding.ts'
