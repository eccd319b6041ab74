using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Diagnostics;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>What <c>.editorconfig</c> and global configurations say about a file.</summary>
internal sealed class CryptographyOptions
{
    private const string Prefix = "quantum_attributes.";

    // By the options themselves, which files under the same sections share.
    private static readonly ConditionalWeakTable<AnalyzerConfigOptions, CryptographyOptions> Known = new();

    private CryptographyOptions(AnalyzerConfigOptions options)
    {
        Profile = Enum.TryParse(Text(options, "profile"), ignoreCase: true, out Profile profile) && Enum.IsDefined(typeof(Profile), profile) ? profile : Profile.General;
        DataLifetime = Number(options, "data_lifetime_years");
        Deadline = Number(options, "deadline_year");
        WrapperTypes = Names(options, "wrapper_types");
        SafeTypes = Names(options, "safe_types");
    }

    public Profile Profile { get; }

    /// <summary>How many years data has to stay secret, or null.</summary>
    public int? DataLifetime { get; }

    /// <summary>The year from which a quantum computer is reckoned with, or null.</summary>
    public int? Deadline { get; }

    /// <summary>The last year in which data may be encrypted classically and be safe for its lifetime, or null.</summary>
    public int? ActBy => Deadline - DataLifetime;

    /// <summary>Full names of types whose string parameters name algorithms.</summary>
    public IReadOnlyCollection<string> WrapperTypes { get; }

    /// <summary>Full names of types whose code is the team's own affair: what they use belongs into the inventory.</summary>
    public IReadOnlyCollection<string> SafeTypes { get; }

    /// <summary>The options for a file.</summary>
    public static CryptographyOptions Of(AnalyzerConfigOptions options) => Known.GetValue(options, static options => new CryptographyOptions(options));

    private static string? Text(AnalyzerConfigOptions options, string name) => options.TryGetValue(Prefix + name, out string? text) ? text.Trim() : null;

    private static int? Number(AnalyzerConfigOptions options, string name) =>
        int.TryParse(Text(options, name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static HashSet<string> Names(AnalyzerConfigOptions options, string name) => new(
        (Text(options, name) ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
