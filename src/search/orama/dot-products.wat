;; Dot products of one query with many rows of 8-bit numbers, sixteen at a time.
;; Assembled into dot-products.wasm by `npx tsx src/search/assemble-kernels.ts`.
(module
  (memory (export "memory") 1)

  ;; query: address of `dims` 16-bit numbers; rows: address of `count` rows of `dims` 8-bit numbers;
  ;; out: address of `count` 32-bit results. `dims` is a positive multiple of 16.
  (func (export "dotProducts")
    (param $query i32) (param $rows i32) (param $out i32) (param $count i32) (param $dims i32)
    (local $row_end i32) (local $q i32) (local $sum v128) (local $bytes v128)
    (block $done
      (loop $each_row
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $q (local.get $query))
        (local.set $row_end (i32.add (local.get $rows) (local.get $dims)))
        (loop $each_part
          (local.set $bytes (v128.load (local.get $rows)))
          (local.set $sum
            (i32x4.add
              (local.get $sum)
              (i32x4.add
                (i32x4.dot_i16x8_s
                  (i16x8.extend_low_i8x16_s (local.get $bytes))
                  (v128.load (local.get $q)))
                (i32x4.dot_i16x8_s
                  (i16x8.extend_high_i8x16_s (local.get $bytes))
                  (v128.load offset=16 (local.get $q))))))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (local.set $rows (i32.add (local.get $rows) (i32.const 16)))
          (br_if $each_part (i32.lt_u (local.get $rows) (local.get $row_end))))
        (i32.store
          (local.get $out)
          (i32.add
            (i32.add
              (i32x4.extract_lane 0 (local.get $sum))
              (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add
              (i32x4.extract_lane 2 (local.get $sum))
              (i32x4.extract_lane 3 (local.get $sum)))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $each_row)))))
