using Microsoft.AspNetCore.Authentication;
using QuantumAttributes.AspNetCore.Authentication;

namespace QuantumAttributes.AspNetCore.Tests.Authentication;

public class LateDictionaryTests
{
    /// <summary>As the framework's cookies do with the properties of a ticket that they keep.</summary>
    [Fact]
    public void Given_PropertiesOfATicket_When_WrittenAndCloned_Expect_WhatAnyPropertiesGive()
    {
        var properties = new AuthenticationProperties(new LateDictionary<string?>(), new LateDictionary<object?>());
        Assert.Null(properties.ExpiresUtc);
        properties.ExpiresUtc = null; // which removes what is not there

        properties.ExpiresUtc = new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);
        properties.StoreTokens([new AuthenticationToken { Name = "access", Value = "secret" }]);
        properties.SetParameter("scope", "accounts");

        AuthenticationProperties clone = properties.Clone();
        Assert.Equal(properties.ExpiresUtc, clone.ExpiresUtc);
        Assert.Equal("secret", clone.GetTokenValue("access"));
        Assert.Equal("accounts", clone.GetParameter<string>("scope"));
        Assert.Equal(3, properties.Items.Count);
        properties.ExpiresUtc = null;
        Assert.Equal(2, properties.Items.Count);
    }

    [Fact]
    public void Given_TwoOfThem_When_OneIsWritten_Expect_TheOtherEmpty()
    {
        LateDictionary<string> one = [], other = [];
        Assert.False(one.Remove("a"));
        Assert.Throws<KeyNotFoundException>(() => one["a"]);

        one["a"] = "1";
        one.Add(new KeyValuePair<string, string>("b", "2"));

        Assert.Empty(other);
        Assert.False(other.ContainsKey("a"));
        Assert.Equal(["a", "b"], one.Keys.Order());
        Assert.Equal(["1", "2"], one.Values.Order());
        Assert.Contains(new KeyValuePair<string, string>("b", "2"), one);
        Assert.False(one.Remove(new KeyValuePair<string, string>("b", "3")));
        Assert.True(one.Remove(new KeyValuePair<string, string>("b", "2")));
        var copy = new KeyValuePair<string, string>[1];
        one.CopyTo(copy, 0);
        Assert.Equal([new("a", "1")], copy);
        one.Clear();
        Assert.Empty(one);
    }
}
