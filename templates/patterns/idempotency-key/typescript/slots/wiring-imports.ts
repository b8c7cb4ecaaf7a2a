import { handleOnce } from './patterns/handle-once.ts'
