// Logs to which many append and which many read.
package main

type KafkaLog struct{ Node }

func (k *KafkaLog) OnSend(m Message) {
	// Append m.Body["msg"] to the log of m.Text("key"), and tell its offset.
	k.Reply(m, Body{"type": "send_ok", "offset": 0})
}

func (k *KafkaLog) OnPoll(m Message) {
	// "offsets" has for each key the offset to begin with: pairs of offset and message.
	k.Reply(m, Body{"type": "poll_ok", "msgs": Body{}})
}

func (k *KafkaLog) OnCommitOffsets(m Message) {
	// "offsets" has for each key the last offset that was dealt with.
	k.Reply(m, Body{"type": "commit_offsets_ok"})
}

func (k *KafkaLog) OnListCommittedOffsets(m Message) {
	// Of the keys in "keys" those that somebody committed.
	k.Reply(m, Body{"type": "list_committed_offsets_ok", "offsets": Body{}})
}

func main() { Run(func() *KafkaLog { return &KafkaLog{} }) }
