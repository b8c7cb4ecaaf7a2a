// Package atomic stands for the standard library's in a program whose calls are interleaved: each operation is a
// step of its own, after its arguments are known.
package atomic

import (
	real "sync/atomic"
	"unsafe"

	"compendium/driver/turns"
)

func AddInt32(addr *int32, delta int32) int32 { turns.Yield(); return real.AddInt32(addr, delta) }
func LoadInt32(addr *int32) int32             { turns.Yield(); return real.LoadInt32(addr) }
func StoreInt32(addr *int32, val int32)       { turns.Yield(); real.StoreInt32(addr, val) }
func SwapInt32(addr *int32, new int32) int32  { turns.Yield(); return real.SwapInt32(addr, new) }
func CompareAndSwapInt32(addr *int32, old, new int32) bool {
	turns.Yield()
	return real.CompareAndSwapInt32(addr, old, new)
}
func AndInt32(addr *int32, mask int32) int32 {
	return changed(addr, LoadInt32, CompareAndSwapInt32, func(old int32) int32 { return old & mask })
}
func OrInt32(addr *int32, mask int32) int32 {
	return changed(addr, LoadInt32, CompareAndSwapInt32, func(old int32) int32 { return old | mask })
}

func AddInt64(addr *int64, delta int64) int64 { turns.Yield(); return real.AddInt64(addr, delta) }
func LoadInt64(addr *int64) int64             { turns.Yield(); return real.LoadInt64(addr) }
func StoreInt64(addr *int64, val int64)       { turns.Yield(); real.StoreInt64(addr, val) }
func SwapInt64(addr *int64, new int64) int64  { turns.Yield(); return real.SwapInt64(addr, new) }
func CompareAndSwapInt64(addr *int64, old, new int64) bool {
	turns.Yield()
	return real.CompareAndSwapInt64(addr, old, new)
}
func AndInt64(addr *int64, mask int64) int64 {
	return changed(addr, LoadInt64, CompareAndSwapInt64, func(old int64) int64 { return old & mask })
}
func OrInt64(addr *int64, mask int64) int64 {
	return changed(addr, LoadInt64, CompareAndSwapInt64, func(old int64) int64 { return old | mask })
}

func AddUint32(addr *uint32, delta uint32) uint32 { turns.Yield(); return real.AddUint32(addr, delta) }
func LoadUint32(addr *uint32) uint32              { turns.Yield(); return real.LoadUint32(addr) }
func StoreUint32(addr *uint32, val uint32)        { turns.Yield(); real.StoreUint32(addr, val) }
func SwapUint32(addr *uint32, new uint32) uint32  { turns.Yield(); return real.SwapUint32(addr, new) }
func CompareAndSwapUint32(addr *uint32, old, new uint32) bool {
	turns.Yield()
	return real.CompareAndSwapUint32(addr, old, new)
}
func AndUint32(addr *uint32, mask uint32) uint32 {
	return changed(addr, LoadUint32, CompareAndSwapUint32, func(old uint32) uint32 { return old & mask })
}
func OrUint32(addr *uint32, mask uint32) uint32 {
	return changed(addr, LoadUint32, CompareAndSwapUint32, func(old uint32) uint32 { return old | mask })
}

func AddUint64(addr *uint64, delta uint64) uint64 { turns.Yield(); return real.AddUint64(addr, delta) }
func LoadUint64(addr *uint64) uint64              { turns.Yield(); return real.LoadUint64(addr) }
func StoreUint64(addr *uint64, val uint64)        { turns.Yield(); real.StoreUint64(addr, val) }
func SwapUint64(addr *uint64, new uint64) uint64  { turns.Yield(); return real.SwapUint64(addr, new) }
func CompareAndSwapUint64(addr *uint64, old, new uint64) bool {
	turns.Yield()
	return real.CompareAndSwapUint64(addr, old, new)
}
func AndUint64(addr *uint64, mask uint64) uint64 {
	return changed(addr, LoadUint64, CompareAndSwapUint64, func(old uint64) uint64 { return old & mask })
}
func OrUint64(addr *uint64, mask uint64) uint64 {
	return changed(addr, LoadUint64, CompareAndSwapUint64, func(old uint64) uint64 { return old | mask })
}

func AddUintptr(addr *uintptr, delta uintptr) uintptr {
	turns.Yield()
	return real.AddUintptr(addr, delta)
}
func LoadUintptr(addr *uintptr) uintptr       { turns.Yield(); return real.LoadUintptr(addr) }
func StoreUintptr(addr *uintptr, val uintptr) { turns.Yield(); real.StoreUintptr(addr, val) }
func SwapUintptr(addr *uintptr, new uintptr) uintptr {
	turns.Yield()
	return real.SwapUintptr(addr, new)
}
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) bool {
	turns.Yield()
	return real.CompareAndSwapUintptr(addr, old, new)
}
func AndUintptr(addr *uintptr, mask uintptr) uintptr {
	return changed(addr, LoadUintptr, CompareAndSwapUintptr, func(old uintptr) uintptr { return old & mask })
}
func OrUintptr(addr *uintptr, mask uintptr) uintptr {
	return changed(addr, LoadUintptr, CompareAndSwapUintptr, func(old uintptr) uintptr { return old | mask })
}

func LoadPointer(addr *unsafe.Pointer) unsafe.Pointer { turns.Yield(); return real.LoadPointer(addr) }
func StorePointer(addr *unsafe.Pointer, val unsafe.Pointer) {
	turns.Yield()
	real.StorePointer(addr, val)
}
func SwapPointer(addr *unsafe.Pointer, new unsafe.Pointer) unsafe.Pointer {
	turns.Yield()
	return real.SwapPointer(addr, new)
}
func CompareAndSwapPointer(addr *unsafe.Pointer, old, new unsafe.Pointer) bool {
	turns.Yield()
	return real.CompareAndSwapPointer(addr, old, new)
}
