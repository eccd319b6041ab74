namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>The name of a native library: <c>libcrypto.so.3</c>, <c>libcrypto-3-x64.dll</c> and <c>crypto</c> are one.</summary>
internal static class LibraryName
{
    private static readonly string[] Extensions = [".dll", ".so", ".dylib"];

    /// <summary>The name without directory, prefix, extension and version, in small letters.</summary>
    public static string Normalize(string name)
    {
        string result = name.Substring(name.LastIndexOfAny(['/', '\\']) + 1).ToLowerInvariant();
        foreach (string extension in Extensions)
        {
            int at = result.IndexOf(extension, StringComparison.Ordinal);
            if (at > 0)
                result = result.Substring(0, at);
        }

        int version = result.IndexOf('-');
        if (version > 0)
            result = result.Substring(0, version);
        return result.StartsWith("lib", StringComparison.Ordinal) ? result.Substring("lib".Length) : result;
    }
}
