import { withInbox } from './inbox/inbox.ts'
