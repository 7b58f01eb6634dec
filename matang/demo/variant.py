"""A small invented instrument that one administrator proposed and the other may publish."""

from __future__ import annotations

from matang.demo.scene import Scene
from matang.instruments.actions import import_version, propose

SOURCE = """\
code: layanan-digital-opd
title: Uji Petik Layanan Digital Perangkat Daerah
legal_basis: Contoh rekaan untuk mencoba penerbitan instrumen oleh dua administrator.
applies_to: perangkat daerah
verified: false
values: whole
scale:
- {level: 1, name: Informasi}
- {level: 2, name: Interaksi}
- {level: 3, name: Transaksi}
- {level: 4, name: Kolaborasi}
- {level: 5, name: Optimalisasi}
predicates:
- {min: 4.2, name: Memuaskan}
- {min: 3.5, name: Sangat Baik}
- {min: 2.6, name: Baik}
- {min: 1.8, name: Cukup}
- {min: 0, name: Kurang}
domains:
- code: '1'
  title: Mutu layanan
  weight: 60
  indicators:
  - {code: '1', title: Kemudahan menemukan layanan, weight: 20}
  - {code: '2', title: Kelengkapan proses dalam aplikasi, weight: 20}
  - {code: '3', title: Keteraksesan bagi penyandang disabilitas, weight: 20}
- code: '2'
  title: Dukungan pengguna
  weight: 40
  indicators:
  - {code: '4', title: Pusat bantuan, weight: 20}
  - {code: '5', title: Tindak lanjut pengaduan, weight: 20}
"""


def propose_variant(scene: Scene) -> None:
    """Brought in and proposed by the first administrator."""
    draft = import_version(scene.actor("admin"), SOURCE)
    propose(scene.actor("admin"), draft.uuid)
