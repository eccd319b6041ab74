using System.Text.Json.Nodes;

namespace QuantumAttributes.Tool.Tests.Inventory;

/// <summary>A result of the compiler's log.</summary>
internal sealed record LoggedFinding
{
    public string Rule { get; init; } = "QA1001";

    public string Level { get; init; } = "warning";

    public string Message { get; init; } = "RSA falls to Shor's algorithm on a quantum computer";

    public string File { get; init; } = "Seal.cs";

    public int Line { get; init; } = 10;

    public int Column { get; init; } = 9;

    public bool IsSuppressed { get; init; }

    public string? Justification { get; init; }

    public string? Algorithm { get; init; } = "RSA";

    public string? Parameters { get; init; } = "2048";

    public string Threat { get; init; } = "HarvestNow";

    public string Family { get; init; } = "encryption";

    public string? Member { get; init; } = "Shop.Seal.Close";

    public string? Api { get; init; } = "BCL-RSA-008";

    public string? ActBy { get; init; }

    public string? Hybrid { get; init; }

    public string Profile { get; init; } = "general";

    public static LoggedFinding Signature { get; } = new()
    {
        Rule = "QA1002",
        Algorithm = "ECDSA",
        Parameters = "P-256",
        Threat = "Forgery",
        Family = "signatures",
        Api = "BCL-ECDSA-001",
        Line = 20,
    };

    public static LoggedFinding PostQuantum { get; } = new()
    {
        Rule = "QA1100",
        Level = "note",
        Algorithm = "ML-KEM",
        Parameters = "768",
        Threat = "None",
        Api = null,
        Line = 30,
    };

    public JsonObject ToResult(string directory)
    {
        JsonObject custom = [];
        foreach ((string name, string? value) in new (string, string?)[]
            {
                ("api", Api), ("symbol", "System.Security.Cryptography.Some.Member"), ("member", Member), ("asset", "algorithm"),
                ("algorithm", Algorithm), ("parameters", Parameters), ("primitive", "pke"), ("threat", Threat), ("family", Family),
                ("actBy", ActBy), ("hybrid", Hybrid), ("profile", Profile),
            })
        {
            if (value is not null)
                custom[name] = value;
        }

        JsonObject result = new()
        {
            ["ruleId"] = Rule,
            ["ruleIndex"] = 0,
            ["level"] = Level,
            ["message"] = new JsonObject { ["text"] = Message },
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = new JsonObject { ["uri"] = new Uri(Path.Combine(directory, File)).AbsoluteUri },
                    ["region"] = new JsonObject { ["startLine"] = Line, ["startColumn"] = Column, ["endLine"] = Line, ["endColumn"] = Column + 9 },
                },
            }),
            ["properties"] = new JsonObject { ["warningLevel"] = 1, ["customProperties"] = custom },
        };
        if (IsSuppressed)
        {
            JsonObject suppression = new() { ["kind"] = "inSource" };
            if (Justification is not null)
                suppression["justification"] = Justification;
            result["suppressions"] = new JsonArray(suppression);
        }

        return result;
    }
}
