// Every node delivers every message, none before those that it may depend on.
package main

type CausalBroadcast struct {
	Node
	delivered []any
}

func (b *CausalBroadcast) OnStart() {
	b.delivered = []any{}
}

func (b *CausalBroadcast) OnBroadcast(m Message) {
	// Told to all others once, and delivered whenever it comes.
	message := m.Body["message"]
	b.delivered = append(b.delivered, message)
	for _, node := range b.Others() {
		b.Send(node, Body{"type": "deliver", "message": message})
	}
	b.Reply(m, Body{"type": "broadcast_ok"})
}

func (b *CausalBroadcast) OnDeliver(m Message) {
	b.delivered = append(b.delivered, m.Body["message"])
}

func (b *CausalBroadcast) OnRead(m Message) {
	b.Reply(m, Body{"type": "read_ok", "messages": b.delivered})
}

func main() { Run(func() *CausalBroadcast { return &CausalBroadcast{} }) }
