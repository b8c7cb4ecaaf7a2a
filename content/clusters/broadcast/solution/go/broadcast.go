// Messages that reach every node, over links that delay, lose, repeat and cut.
package main

import "time"

// A message waits so long for others that go the same way.
const batchAfter = 50 * time.Millisecond

type Broadcast struct {
	Node
	messages   map[int]bool
	neighbours []string
	unsent     map[string][]int
	isWaiting  bool
}

func (b *Broadcast) OnStart() {
	b.messages, b.unsent = map[int]bool{}, map[string][]int{}
	// A star: two hops from anywhere to anywhere, and one batch a node. A ring or a line would need fewer links
	// of the middle node and many more hops; flooding along the given topology sends most messages twice.
	centre := b.Nodes[0]
	b.neighbours = []string{centre}
	if b.ID == centre {
		b.neighbours = b.Others()
	}
}

func (b *Broadcast) OnTopology(m Message) {
	// A proposal, not an order.
	b.Reply(m, Body{"type": "topology_ok"})
}

func (b *Broadcast) OnBroadcast(m Message) {
	b.learn([]int{m.Int("message")}, m.Src)
	b.Reply(m, Body{"type": "broadcast_ok"})
}

func (b *Broadcast) OnRead(m Message) {
	b.Reply(m, Body{"type": "read_ok", "messages": Sorted(b.messages)})
}

func (b *Broadcast) OnGossip(m Message) {
	messages := []int{}
	for _, one := range m.List("messages") {
		messages = append(messages, one.(int))
	}
	b.learn(messages, m.Src)
	// Also when all of it was known: without an answer the sender never stops.
	b.Reply(m, Body{"type": "gossip_ok"})
}

func (b *Broadcast) learn(messages []int, source string) {
	fresh := []int{}
	for _, one := range messages {
		// What is known already goes no further, or it would go round for ever.
		if !b.messages[one] {
			b.messages[one] = true
			fresh = append(fresh, one)
		}
	}
	for _, node := range b.neighbours {
		if node != source {
			b.passOn(fresh, node)
		}
	}
}

func (b *Broadcast) passOn(messages []int, node string) {
	if len(messages) == 0 {
		return
	}
	b.unsent[node] = append(b.unsent[node], messages...)
	if !b.isWaiting {
		b.isWaiting = true
		b.SetTimer("batch", batchAfter)
	}
}

func (b *Broadcast) OnTimer(name string) {
	b.isWaiting = false
	for _, node := range Sorted(b.unsent) {
		b.gossip(node, b.unsent[node])
		delete(b.unsent, node)
	}
}

func (b *Broadcast) gossip(node string, messages []int) {
	b.Call(node, Body{"type": "gossip", "messages": messages}, func(reply *Message) {
		// Lost on the way there or on the way back: nobody can tell, so it is sent until it is acknowledged.
		if reply == nil {
			b.passOn(messages, node)
		}
	})
}

func main() { Run(func() *Broadcast { return &Broadcast{} }) }
