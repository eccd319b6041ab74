using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Tool.Examination;

/// <summary>Looks at the files of a ring, besides the key files, at which the store itself looks.</summary>
internal static class FileExamination
{
    /// <summary>What is wrong with a directory, or with a SQLite file and what belongs to it.</summary>
    public static IEnumerable<Finding> Examine(string? directory, string? sqlite)
    {
        string[] files = directory is not null && Directory.Exists(directory)
            ? Directory.GetFiles(directory)
            : sqlite is not null ? [sqlite, $"{sqlite}-wal", $"{sqlite}-shm"] : [];
        foreach (string file in files.Where(File.Exists).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(file);
            if (name.StartsWith(DurableDirectory.TemporaryPrefix, StringComparison.Ordinal))
                yield return new Finding(
                    "leftover", file, "Somebody began to write it and did not come to the end.", "The next change of the ring removes it.");
            if (!name.EndsWith(KeyFileName.Extension, StringComparison.Ordinal) && OwnerOnly.FindProblem(file, "chmod 600") is { } problem)
                yield return new Finding("open-to-others", file, problem, $"Run: chmod 600 '{file}'");
        }
    }
}
