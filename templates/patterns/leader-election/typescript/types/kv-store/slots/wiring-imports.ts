import { openControl } from './patterns/leader-election/open-control.ts'
