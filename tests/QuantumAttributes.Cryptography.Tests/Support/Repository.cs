using System.Runtime.CompilerServices;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The repository that these tests were built from, for tests of its sources and documents.</summary>
internal static class Repository
{
    /// <summary>The full path of a file or folder, given from the top.</summary>
    public static string PathOf(string path) => Path.GetFullPath(Path.Combine(Top(), path));

    public static string ReadText(string path) => File.ReadAllText(PathOf(path));

    private static string Top([CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, "../../..");
}
