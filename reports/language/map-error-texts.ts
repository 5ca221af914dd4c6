/** Texts on mistakes in a deployment's maps (地图文件中的错误), in both languages. */
export const mapErrorTexts = {
  zh: {
    "note.map-left-out": "地图文件有误，信件按没有该文件绘图：{problem}",
    "error.map-unreadable": "无法读取：{reason}",
    "error.map-large": "文件超过{most} MB；请简化边界后再用",
    "error.map-number": "{column} 应为 1 至 {most} 的整数，不能为“{value}”",
    "error.map-level": "{code} 不直属于 {region}：本表只列其直属地区，每个一行",
    "error.map-place-taken": "第{row}行第{column}列已由 {other} 占用；请另选位置",
    "error.geojson-json": "不是有效的 JSON：{reason}",
    "error.geojson-form": "应为 GeoJSON 的 FeatureCollection，features 为数组",
    "error.geojson-features": "要素超过{most}个；请只留本部署的地区",
    "error.geojson-points": "坐标点合计超过{most}个；请简化边界",
    "error.geojson-feature": "第{number}个要素：{message}",
    "error.geojson-code": "缺少 properties.code（areas.csv 中的代码）",
    "error.geojson-geometry": "{code} 的 geometry 应为 Polygon 或 MultiPolygon",
    "error.geojson-coordinates":
      "{code} 的 coordinates 应为闭合线，每条至少{fewest}点，每点为[经度, 纬度]（度，−180至180、−90至90）",
  },
  en: {
    "note.map-left-out": "a file of maps has a mistake, and letters are drawn without it: {problem}",
    "error.map-unreadable": "cannot be read: {reason}",
    "error.map-large": "larger than {most} MB; simplify the outlines",
    "error.map-number": "{column} must be a whole number from 1 to {most}, not “{value}”",
    "error.map-level":
      "{code} does not lie directly below {region}: this table has a line for each area that does",
    "error.map-place-taken": "row {row}, column {column} is taken by {other}; give another place",
    "error.geojson-json": "not valid JSON: {reason}",
    "error.geojson-form": "must be a FeatureCollection of GeoJSON, its features an array",
    "error.geojson-features": "more than {most} features; keep those of this deployment's areas",
    "error.geojson-points": "more than {most} points in all; simplify the outlines",
    "error.geojson-feature": "feature {number}: {message}",
    "error.geojson-code": "properties.code is missing: a code of areas.csv",
    "error.geojson-geometry": "the geometry of {code} must be a Polygon or a MultiPolygon",
    "error.geojson-coordinates":
      "the coordinates of {code} must be closed lines of at least {fewest} points, each point [longitude, latitude] in degrees (−180 to 180, −90 to 90)",
  },
} as const;
