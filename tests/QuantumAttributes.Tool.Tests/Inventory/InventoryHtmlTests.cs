using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace QuantumAttributes.Tool.Tests.Inventory;

/// <summary>The page for people.</summary>
public sealed partial class InventoryHtmlTests : IDisposable
{
    private const string Hostile = "<script>alert('1')</script>\"&'--><img src=x onerror=alert(1)>";

    private readonly BuiltTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task Given_NamesThatAreMarkup_When_Written_Expect_ThemAsText()
    {
        LoggedFinding hostile = new()
        {
            File = $"{Hostile.Replace('/', '|')}.cs",
            Message = Hostile,
            Member = Hostile,
            Algorithm = Hostile,
            Parameters = Hostile,
            Family = Hostile,
            Profile = Hostile,
        };
        _tree.AddBuilt("Orders", hostile, hostile with { Line = 11, IsSuppressed = true, Justification = Hostile });

        string html = await _tree.WriteAsync("--html");

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<!--", html, StringComparison.Ordinal);
        string encoded = WebUtility.HtmlEncode(Hostile).Replace("&#39;", "&#x27;", StringComparison.Ordinal);
        Assert.Contains($"<td class=\"text\">{encoded}</td>", html, StringComparison.Ordinal);
        Assert.All(Tags().Matches(html), static tag =>
            Assert.Matches("^</?[a-z0-9]+( [a-zA-Z-]+(=\"[^\"<>]*\")?)*/?>$|^<!DOCTYPE html>$", tag.Value));
    }

    [Fact]
    public async Task Given_ANameThatTurnsWritingRound_When_Written_Expect_ItShown()
    {
        _tree.AddBuilt("Orders", new LoggedFinding { Member = "Safe\u202eesreveR\u0000\u001b" });

        string html = await _tree.WriteAsync("--html");

        Assert.Contains("Safe\ufffdesreveR\ufffd\ufffd", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_ThePage_When_Written_Expect_APolicyThatAllowsItsStyleAndNothingElse()
    {
        _tree.AddBuilt("Orders", new LoggedFinding());

        string html = await _tree.WriteAsync("--html");

        string style = Assert.Single(Styles().Matches(html)).Groups["css"].Value;
        string policy = WebUtility.HtmlDecode(Assert.Single(Policies().Matches(html)).Groups["policy"].Value);
        string digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Equal($"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'", policy);
        Assert.True(html.IndexOf("Content-Security-Policy", StringComparison.Ordinal) < html.IndexOf("<style", StringComparison.Ordinal));
        Assert.DoesNotContain(" style=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(" on[a-z]+=", html);
    }

    [Fact]
    public async Task Given_ThePage_When_Written_Expect_NothingLoadedFromElsewhere()
    {
        _tree.AddBuilt("Orders", new LoggedFinding());

        string html = await _tree.WriteAsync("--html");

        // Links that a reader may follow are no assets.
        string assets = Regex.Replace(html, "<a href=\"https://github.com/QuantumAttributes/QuantumAttributes/[^\"]*\">", "<a>");
        Assert.NotEqual(html, assets);
        Assert.DoesNotMatch("(?i)https?:|//[a-z]|\\bsrc=|<link|<iframe|<object|<embed|url\\(|@import", assets);
    }

    [Fact]
    public async Task Given_ThePage_When_Written_Expect_WhatScreenReadersNeed()
    {
        _tree.AddBuilt("Orders", new LoggedFinding(), LoggedFinding.Signature with { IsSuppressed = true });

        string html = await _tree.WriteAsync("--html");

        Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Contains("<title>Cryptography in shop</title>", html, StringComparison.Ordinal);
        foreach (string once in (string[])["<h1", "<header", "<main", "<footer", "<nav"])
            Assert.Equal(1, Regex.Count(html, $"{once}[ >]"));
        Assert.Equal(Regex.Count(html, "<th[ >]"), Regex.Count(html, "<th scope=\"(col|row)\""));
        Assert.Equal(Regex.Count(html, "<table"), Regex.Count(html, "<caption>"));
        Assert.All(Regex.Matches(html, "<svg[^>]*>"), static picture =>
            Assert.Contains("aria-hidden=\"true\"", picture.Value, StringComparison.Ordinal));
        string[] ids = [.. Regex.Matches(html, " id=\"([^\"]*)\"").Select(static id => id.Groups[1].Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(Regex.Matches(html, "(?:href=\"#|aria-labelledby=\")([^\"]*)\""), link => Assert.Contains(link.Groups[1].Value, ids));
    }

    [Fact]
    public async Task Given_ThePage_When_Written_Expect_WellFormedMarkup()
    {
        _tree.AddBuilt("Orders", new LoggedFinding(), LoggedFinding.Signature with { IsSuppressed = true }, LoggedFinding.PostQuantum);
        _tree.AddProject("Payments");

        string html = await _tree.WriteAsync("--html");

        // As XML, once the elements that have no end are closed.
        string xml = Regex.Replace(html, "<(meta|wbr)([^>]*)>", "<$1$2/>").Replace("<!DOCTYPE html>", "", StringComparison.Ordinal);
        Assert.Equal("html", System.Xml.Linq.XDocument.Parse(xml).Root!.Name.LocalName);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Given_ATheme_When_ContrastsAreMeasured_Expect_WhatWcagDemands(string theme)
    {
        _tree.AddBuilt("Orders", new LoggedFinding());
        string[] css = Assert.Single(Styles().Matches(await _tree.WriteAsync("--html"))).Groups["css"].Value.Split("prefers-color-scheme: dark");
        Dictionary<string, string> colours = Regex.Matches(theme == "light" ? css[0] : css[1], "--([a-z]+): (#[0-9a-f]{6})")
            .ToDictionary(static colour => colour.Groups[1].Value, static colour => colour.Groups[2].Value);

        foreach (string back in (string[])["page", "surface", "notice"])
        {
            foreach (string text in (string[])["ink", "muted", "link"])
                Assert.True(Contrast(colours[text], colours[back]) >= 4.5, $"{text} on {back}");
        }

        foreach (string back in (string[])["page", "surface"])
        {
            foreach (string text in (string[])["error", "warning", "hybrid"])
                Assert.True(Contrast(colours[text], colours[back]) >= 4.5, $"{text} on {back}");
        }

        foreach (string bar in (string[])["error", "warning", "hybrid", "lower", "quiet"])
            Assert.True(Contrast(colours[bar], colours["page"]) >= 3, $"{bar}");
    }

    [Fact]
    public async Task Given_Findings_When_PageAndJsonAreWritten_Expect_TheSameNumbers()
    {
        string project = _tree.AddBuilt(
            "Orders", new() { Level = "error" }, new() { Line = 11 }, new() { Line = 12, Level = "note", Hybrid = "true" },
            LoggedFinding.Signature, LoggedFinding.Signature with { Line = 21, IsSuppressed = true }, LoggedFinding.PostQuantum,
            LoggedFinding.PostQuantum with { Line = 31 });
        BuiltTree.AddLog(
            project, "Release/net9.0", new LoggedFinding { Level = "error" }, new() { Line = 99, IsSuppressed = true, Justification = "x" });

        string html = await _tree.WriteAsync("--html");
        JsonElement inventory = await _tree.JsonAsync();

        JsonElement counts = inventory.GetProperty("counts");
        Assert.Equal([1, 2, 1, 2, 2], counts.EnumerateObject().Select(static count => count.Value.GetInt32()));
        Assert.Equal(8, inventory.GetProperty("findings").GetArrayLength());
        Assert.Equal(8, Regex.Count(html, "<tr class=\"finding\">"));
        Assert.Equal(("3", "1 error, 2 warnings"), Card(html, "open"));
        Assert.Contains("<span class=\"detail\">1 error, 1 warning, 1 hybrid, 2 lower, 1 suppressed</span>", html, StringComparison.Ordinal);
        Assert.Equal("2", Card(html, "harvest").Number);
        Assert.Equal("2030", Card(html, "act-by").Number);
        Assert.Equal("3", Card(html, "safe").Number);
        Assert.Equal(("2", "1 without a reason"), Card(html, "suppressed"));
        foreach (JsonElement family in inventory.GetProperty("families").EnumerateArray())
        {
            string name = family.GetProperty("family").GetString() == "encryption" ? "Encryption and key agreement" : "Signatures";
            string row = Regex.Match(html, $"<tr><th scope=\"row\">{name}</th>(.*?)</tr>", RegexOptions.Singleline).Value;
            Assert.Equal(
                family.EnumerateObject().Skip(1).Take(6).Select(static count => count.Value.GetInt32()),
                Regex.Matches(row, "<td class=\"count\">([0-9]+)</td>").Take(6)
                    .Select(static cell => int.Parse(cell.Groups[1].Value, CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public async Task Given_WhatIsMissing_When_Written_Expect_ItSaidOnThePage()
    {
        _tree.AddBuilt("Orders", new LoggedFinding());
        _tree.AddProject("Payments");

        string html = await _tree.WriteAsync("--html");

        Assert.Contains(
            "<li>Payments/Payments.csproj: not built with QuantumAttributes since clean: run dotnet build</li>", html, StringComparison.Ordinal);
        Assert.Contains("1 of 2 projects for net10.0, profile general", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_NoFindings_When_Written_Expect_APageThatSaysSo()
    {
        _tree.AddBuilt("Orders");

        string html = await _tree.WriteAsync("--html");

        Assert.Contains("Nothing was found that has to be acted on.", html, StringComparison.Ordinal);
        Assert.Equal(("0", "0 errors, 0 warnings"), Card(html, "open"));
    }

    private static (string Number, string Detail) Card(string html, string id)
    {
        Match card = Regex.Match(
            html, $"id=\"number-{id}\">.*?<span class=\"number\">([^<]*)</span> <span class=\"detail\">([^<]*)</span>", RegexOptions.Singleline);
        return (card.Groups[1].Value, card.Groups[2].Value);
    }

    // WCAG 2.2, relative luminance.
    private static double Contrast(string first, string second)
    {
        double[] luminances = [.. new[] { first, second }.Select(Luminance).Order()];
        return (luminances[1] + 0.05) / (luminances[0] + 0.05);
    }

    private static double Luminance(string colour)
    {
        double[] parts = [.. Convert.FromHexString(colour[1..]).Select(static part => part / 255.0)
            .Select(static part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("<style>(?<css>.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Styles();

    [GeneratedRegex("http-equiv=\"Content-Security-Policy\" content=\"(?<policy>[^\"]*)\"")]
    private static partial Regex Policies();
}
