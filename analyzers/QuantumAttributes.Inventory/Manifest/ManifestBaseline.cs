namespace QuantumAttributes.Inventory.Manifest;

/// <summary>Finds what an earlier manifest protects and a later one does not.</summary>
internal static class ManifestBaseline
{
    /// <summary>The entries of the baseline that lost something, in its order.</summary>
    public static IEnumerable<LostProtection> Compare(QuantumManifest baseline, QuantumManifest current)
    {
        var left = current.Entries.GroupBy(KeyOf).ToDictionary(static group => group.Key, static group => group.ToList());
        foreach (var group in baseline.Entries.Where(static entry => entry.IsProtected).GroupBy(KeyOf))
        {
            var candidates = left.TryGetValue(group.Key, out var found) ? found : [];
            foreach (var lost in Compare(group, candidates))
                yield return lost;
        }
    }

    // Several may have one key, such as those that are mapped in a loop: each of the earlier ones needs one of its own that demands as much.
    private static IEnumerable<LostProtection> Compare(IEnumerable<QuantumManifestEntry> earlier, List<QuantumManifestEntry> candidates)
    {
        var unmatched = new List<QuantumManifestEntry>();
        foreach (var entry in earlier)
        {
            var match = candidates.FirstOrDefault(candidate => Missing(entry, candidate).Count == 0);
            if (match is null)
                unmatched.Add(entry);
            else
                candidates.Remove(match);
        }

        foreach (var entry in unmatched)
        {
            var now = candidates.FirstOrDefault();
            if (now is not null)
                candidates.Remove(now);
            yield return new LostProtection(entry, now, Missing(entry, now));
        }
    }

    private static List<string> Missing(QuantumManifestEntry earlier, QuantumManifestEntry? now)
    {
        var missing = earlier.Auth.Where(profile => now?.Auth.Contains(profile) != true)
            .Select(static profile => profile is null ? "[QuantumAuth] with a profile that is not constant" : $"[QuantumAuth(\"{profile}\")]")
            .ToList();
        if (earlier.Channel && now?.Channel != true)
            missing.Add("[QuantumChannel]");
        return missing;
    }

    // Where an endpoint is written may change; what it answers to may not.
    private static string KeyOf(QuantumManifestEntry entry) => entry is { Kind: QuantumManifestKind.Endpoint, Route: { } route }
        ? $"endpoint {string.Join(",", entry.Methods)} {route.ToUpperInvariant()}"
        : $"{entry.Kind} {entry.Name}";
}
