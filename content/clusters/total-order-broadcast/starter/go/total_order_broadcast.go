// Every node delivers every message, and all in the same order.
package main

type TotalOrderBroadcast struct {
	Node
	delivered []any
}

func (b *TotalOrderBroadcast) OnStart() {
	b.delivered = []any{}
}

func (b *TotalOrderBroadcast) OnBroadcast(m Message) {
	// Told to all others once, and delivered whenever it comes.
	message := m.Body["message"]
	b.delivered = append(b.delivered, message)
	for _, node := range b.Others() {
		b.Send(node, Body{"type": "deliver", "message": message})
	}
	b.Reply(m, Body{"type": "broadcast_ok"})
}

func (b *TotalOrderBroadcast) OnDeliver(m Message) {
	b.delivered = append(b.delivered, m.Body["message"])
}

func (b *TotalOrderBroadcast) OnRead(m Message) {
	b.Reply(m, Body{"type": "read_ok", "messages": b.delivered})
}

func main() { Run(func() *TotalOrderBroadcast { return &TotalOrderBroadcast{} }) }
