"use strict";
(function () {
  var box = document.getElementById("search"), field = document.getElementById("search-field");
  var hits = document.getElementById("search-hits"), count = document.getElementById("search-count");
  var fold = function (text) { return text.normalize("NFKC").toLowerCase().replace(/臺/g, "台"); };
  var places = null, most = 200;
  function read() {
    places = Array.prototype.map.call(document.querySelectorAll(".line, blockquote[id], .code-entry"), function (node) {
      var text = (node.querySelector(".said, p, h3") || node).textContent.trim();
      return { id: node.id, folded: fold(node.textContent), text: text };
    });
  }
  function look() {
    if (places === null) { read(); }
    var words = fold(field.value).split(/\s+/).filter(Boolean), found = [];
    if (words.length) {
      found = places.filter(function (place) { return words.every(function (word) { return place.folded.indexOf(word) >= 0; }); });
    }
    hits.textContent = "";
    found.slice(0, most).forEach(function (place) {
      var item = document.createElement("li"), link = document.createElement("a");
      link.href = "#" + place.id;
      link.textContent = place.text.slice(0, 120);
      item.appendChild(link);
      hits.appendChild(item);
    });
    count.textContent = words.length ? count.dataset.words.replace("{count}", String(found.length)) : "";
  }
  box.hidden = false;
  field.addEventListener("input", look);
}());
