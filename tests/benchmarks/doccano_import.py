"""Run by doccano's own Python: makes its database, imports a JSONL, prints seconds and how many came in.

``python doccano_import.py FILE FOLDER``, with doccano's packages; what is timed is what doccano's import task
does once a file is uploaded: parsing, examples, label types, spans, relations.
"""

import os
import sys
import time
from pathlib import Path


def main(file: str, folder: str) -> None:
    backend = (
        next(path for path in map(Path, sys.path) if (path / "backend" / "data_import").is_dir()) / "backend"
    )
    sys.path.insert(0, str(backend))
    os.chdir(folder)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/doccano.db"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import JSONL, RELATION_EXTRACTION
    from data_import.pipeline.readers import FileName
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from examples.models import Example
    from labels.models import Relation, Span
    from projects.models import ProjectType, SequenceLabelingProject

    user = get_user_model().objects.create_user("robin")
    project = SequenceLabelingProject.objects.create(
        name="beside",
        created_by=user,
        project_type=ProjectType.SEQUENCE_LABELING,
        allow_overlapping=True,
        use_relation=True,
    )
    began = time.perf_counter()
    dataset = load_dataset(RELATION_EXTRACTION, JSONL, [FileName(file, "beside", "beside")], project)
    dataset.save(user, batch_size=settings.IMPORT_BATCH_SIZE)
    took = time.perf_counter() - began
    assert not dataset.errors, dataset.errors[:3]
    print(f"{took:.3f} {Example.objects.count()} {Span.objects.count()} {Relation.objects.count()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
