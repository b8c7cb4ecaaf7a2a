// Package merkletree holds a hash tree over buckets of keys and values.
package merkletree

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
)

// ErrIncompatibleTree tells that the other tree has another number of buckets.
var ErrIncompatibleTree = errors.New("merkle-tree: another number of buckets")

// MerkleTreeOptions says how a tree is made. Buckets is a power of two; zero takes the default.
type MerkleTreeOptions struct {
	Buckets int
	Hash    func(text string) uint32
}

// MerkleTree is kept up to date from the changed bucket to the root. It is safe for use by several goroutines at once.
type MerkleTree struct {
	hash    func(text string) uint32
	size    int
	mu      sync.Mutex
	buckets []map[string]string
	// As in a heap: 1 is the root, n has the children 2n and 2n + 1, and the buckets come last.
	nodes    []uint32
	compared int
}

// NewMerkleTree returns an empty tree.
func NewMerkleTree(options MerkleTreeOptions) *MerkleTree {
	size := options.Buckets
	if size == 0 {
		size = 16
	}
	t := &MerkleTree{hash: options.Hash, size: size, buckets: make([]map[string]string, size), nodes: make([]uint32, 2*size)}
	for index := range t.buckets {
		t.buckets[index] = map[string]string{}
		t.nodes[size+index] = t.leaf(nil)
	}
	for node := size - 1; node >= 1; node-- {
		t.nodes[node] = t.parent(t.nodes[2*node], t.nodes[2*node+1])
	}
	return t
}

// Put sets the value of the key.
func (t *MerkleTree) Put(key, value string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	index := t.index(key)
	t.buckets[index][key] = value
	t.refresh(index)
}

// Remove takes the key away, and returns whether it was there.
func (t *MerkleTree) Remove(key string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	index := t.index(key)
	_, wasThere := t.buckets[index][key]
	delete(t.buckets[index], key)
	t.refresh(index)
	return wasThere
}

// Root returns the hash at the top.
func (t *MerkleTree) Root() uint32 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.nodes[1]
}

// Diff returns the keys that differ, sorted.
func (t *MerkleTree) Diff(other *MerkleTree) ([]string, error) {
	if other.size != t.size {
		return nil, fmt.Errorf("%w: %d and not %d", ErrIncompatibleTree, other.size, t.size)
	}
	nodes, buckets := other.snapshot()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.compared = 0
	keys := []string{}
	for _, index := range t.differing(nodes, 1) {
		mine, theirs := t.buckets[index], buckets[index]
		for key, value := range mine {
			if other, isThere := theirs[key]; !isThere || other != value {
				keys = append(keys, key)
			}
		}
		for key := range theirs {
			if _, isHere := mine[key]; !isHere {
				keys = append(keys, key)
			}
		}
	}
	sort.Strings(keys)
	return keys, nil
}

// Compared returns how many pairs of hashes the latest Diff has compared.
func (t *MerkleTree) Compared() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.compared
}

// Entries returns a copy of the bucket to which the key belongs.
func (t *MerkleTree) Entries(key string) map[string]string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return copied(t.buckets[t.index(key)])
}

// Proof returns the hashes of the neighbours on the way from the bucket of the key to the root.
func (t *MerkleTree) Proof(key string) []uint32 {
	t.mu.Lock()
	defer t.mu.Unlock()
	proof := []uint32{}
	for node := t.size + t.index(key); node > 1; node /= 2 {
		proof = append(proof, t.nodes[node^1])
	}
	return proof
}

// Verify tells whether a tree with this root holds just these entries in the bucket of the key.
func (t *MerkleTree) Verify(key string, entries map[string]string, proof []uint32, root uint32) bool {
	index := t.index(key)
	for one := range entries {
		if t.index(one) != index {
			return false
		}
	}
	node, hash := t.size+index, t.leaf(entries)
	for _, neighbour := range proof {
		if node%2 == 0 {
			hash = t.parent(hash, neighbour)
		} else {
			hash = t.parent(neighbour, hash)
		}
		node /= 2
	}
	// A proof that is too long ends above the root.
	return node == 1 && hash == root
}

func (t *MerkleTree) index(key string) int {
	return int(t.hash(key) % uint32(t.size))
}

func (t *MerkleTree) leaf(entries map[string]string) uint32 {
	keys := make([]string, 0, len(entries))
	for key := range entries {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	listed := make([]string, 0, len(keys))
	for _, key := range keys {
		listed = append(listed, fmt.Sprintf("%d:%d", t.hash(key), t.hash(entries[key])))
	}
	return t.hash("leaf:" + strings.Join(listed, ","))
}

func (t *MerkleTree) parent(left, right uint32) uint32 {
	return t.hash(fmt.Sprintf("node:%d,%d", left, right))
}

func (t *MerkleTree) refresh(index int) {
	node := t.size + index
	t.nodes[node] = t.leaf(t.buckets[index])
	for node /= 2; node >= 1; node /= 2 {
		t.nodes[node] = t.parent(t.nodes[2*node], t.nodes[2*node+1])
	}
}

// differing returns the buckets below the node whose hashes differ.
func (t *MerkleTree) differing(theirs []uint32, node int) []int {
	t.compared++
	if t.nodes[node] == theirs[node] {
		return nil
	}
	if node >= t.size {
		return []int{node - t.size}
	}
	return append(t.differing(theirs, 2*node), t.differing(theirs, 2*node+1)...)
}

func (t *MerkleTree) snapshot() ([]uint32, []map[string]string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	buckets := make([]map[string]string, 0, t.size)
	for _, bucket := range t.buckets {
		buckets = append(buckets, copied(bucket))
	}
	return append([]uint32{}, t.nodes...), buckets
}

func copied(bucket map[string]string) map[string]string {
	all := make(map[string]string, len(bucket))
	for key, value := range bucket {
		all[key] = value
	}
	return all
}
