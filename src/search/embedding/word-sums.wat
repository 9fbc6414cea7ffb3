;; Weighted sums and dot products of rows of 8-bit numbers, sixteen at a time.
;; Assembled into word-sums.wasm by `npx tsx src/search/assemble-kernels.ts`.
(module
  (memory (export "memory") 1)

  ;; Sums, as 32-bit floats.
  ;; indexes: address of `count` numbers of rows; factors: address of a 32-bit float for each; rows:
  ;; address of rows of `dims` 8-bit numbers; out: address of `dims` 32-bit floats, which the sum is
  ;; added to. `dims` is a positive multiple of 16.
  (func (export "addRows")
    (param $indexes i32) (param $factors i32) (param $count i32) (param $rows i32) (param $out i32)
    (param $dims i32)
    (local $row i32) (local $row_end i32) (local $sum i32)
    (local $factor v128) (local $bytes v128) (local $low v128) (local $high v128)
    (block $done
      (loop $each_row
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $factor (v128.load32_splat (local.get $factors)))
        (local.set $row
          (i32.add
            (local.get $rows)
            (i32.mul (i32.load (local.get $indexes)) (local.get $dims))))
        (local.set $row_end (i32.add (local.get $row) (local.get $dims)))
        (local.set $sum (local.get $out))
        (loop $each_part
          (local.set $bytes (v128.load (local.get $row)))
          (local.set $low (i16x8.extend_low_i8x16_s (local.get $bytes)))
          (local.set $high (i16x8.extend_high_i8x16_s (local.get $bytes)))
          (v128.store
            (local.get $sum)
            (f32x4.add
              (v128.load (local.get $sum))
              (f32x4.mul
                (local.get $factor)
                (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $low))))))
          (v128.store offset=16
            (local.get $sum)
            (f32x4.add
              (v128.load offset=16 (local.get $sum))
              (f32x4.mul
                (local.get $factor)
                (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $low))))))
          (v128.store offset=32
            (local.get $sum)
            (f32x4.add
              (v128.load offset=32 (local.get $sum))
              (f32x4.mul
                (local.get $factor)
                (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $high))))))
          (v128.store offset=48
            (local.get $sum)
            (f32x4.add
              (v128.load offset=48 (local.get $sum))
              (f32x4.mul
                (local.get $factor)
                (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $high))))))
          (local.set $sum (i32.add (local.get $sum) (i32.const 64)))
          (local.set $row (i32.add (local.get $row) (i32.const 16)))
          (br_if $each_part (i32.lt_u (local.get $row) (local.get $row_end))))
        (local.set $factors (i32.add (local.get $factors) (i32.const 4)))
        (local.set $indexes (i32.add (local.get $indexes) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $each_row))))

  ;; Dot products of one row with others, as 32-bit integers.
  ;; row: address of a row; out: address of `count` integers; the others as for `addRows`.
  (func (export "dotProducts")
    (param $row i32) (param $indexes i32) (param $count i32) (param $rows i32) (param $out i32)
    (param $dims i32)
    (local $other i32) (local $part i32) (local $row_end i32)
    (local $sum v128) (local $a v128) (local $b v128)
    (local.set $row_end (i32.add (local.get $row) (local.get $dims)))
    (block $done
      (loop $each_row
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $other
          (i32.add
            (local.get $rows)
            (i32.mul (i32.load (local.get $indexes)) (local.get $dims))))
        (local.set $part (local.get $row))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (loop $each_part
          (local.set $a (v128.load (local.get $part)))
          (local.set $b (v128.load (local.get $other)))
          (local.set $sum
            (i32x4.add
              (local.get $sum)
              (i32x4.add
                (i32x4.dot_i16x8_s
                  (i16x8.extend_low_i8x16_s (local.get $a))
                  (i16x8.extend_low_i8x16_s (local.get $b)))
                (i32x4.dot_i16x8_s
                  (i16x8.extend_high_i8x16_s (local.get $a))
                  (i16x8.extend_high_i8x16_s (local.get $b))))))
          (local.set $part (i32.add (local.get $part) (i32.const 16)))
          (local.set $other (i32.add (local.get $other) (i32.const 16)))
          (br_if $each_part (i32.lt_u (local.get $part) (local.get $row_end))))
        (i32.store
          (local.get $out)
          (i32.add
            (i32.add
              (i32x4.extract_lane 0 (local.get $sum))
              (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add
              (i32x4.extract_lane 2 (local.get $sum))
              (i32x4.extract_lane 3 (local.get $sum)))))
        (local.set $indexes (i32.add (local.get $indexes) (i32.const 4)))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $each_row)))))
