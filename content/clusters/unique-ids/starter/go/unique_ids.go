// Ids that no two requests share.
package main

type UniqueIDs struct {
	Node
	count int
}

func (u *UniqueIDs) OnGenerate(m Message) {
	// Unique at this node, until it is killed. u.ID, u.Save and u.Load may be of use.
	u.count++
	u.Reply(m, Body{"type": "generate_ok", "id": u.count})
}

func main() { Run(func() *UniqueIDs { return &UniqueIDs{} }) }
