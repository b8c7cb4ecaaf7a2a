// Messages that reach every node.
package main

type Broadcast struct{ Node }

func (b *Broadcast) OnTopology(m Message) {
	// m.Body["topology"] proposes neighbours for each node; b.Others() are all nodes but this one.
	b.Reply(m, Body{"type": "topology_ok"})
}

func (b *Broadcast) OnBroadcast(m Message) {
	// Remember m.Int("message"), and see to it that the other nodes come to know it.
	b.Reply(m, Body{"type": "broadcast_ok"})
}

func (b *Broadcast) OnRead(m Message) {
	b.Reply(m, Body{"type": "read_ok", "messages": []int{}})
}

func main() { Run(func() *Broadcast { return &Broadcast{} }) }
